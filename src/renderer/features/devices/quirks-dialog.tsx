import { Button, Menu } from '@mantine/core'
import { Lightbulb } from 'lucide-react'
import type { DeviceQuirks, QuirkChoices } from '../../../contract/index.js'
import { describeQuirks, quirkNames, quirkPresets } from '../../../core/quirks/index.js'
import { productClassOf } from '../../state/device-id.js'
import { useDeviceQuirks } from '../../state/use-device-quirks.js'
import { Dialog, countOf, VisibleText } from '../../ui/index.js'
import { QuirkRow } from './quirk-row.js'
import styles from './quirks.module.css'

/** How a device is spoken to: what its findings suggest, and every choice there is. */
export function QuirksDialog({ deviceId, onClose }: { deviceId: string; onClose: () => void }) {
  const { quirks, problem, choose } = useDeviceQuirks(deviceId)
  const change = (choices: QuirkChoices) => void choose(choices)
  const name = productClassOf(deviceId)
  return (
    <Dialog title="How we speak to this CPE" onClose={onClose} size={620}>
      <p className={styles.intro}>
        The workbench writes as the specification says. Where{' '}
        <b>
          <VisibleText text={name} />
        </b>{' '}
        needs it otherwise, choose it here: the meaning of messages stays the same. A choice holds from the
        next message on and is kept with the CPE, not with the capture.
      </p>
      {problem !== null && (
        <p role="alert" className={styles.problem}>
          How it is spoken to could not be read: {problem}
        </p>
      )}
      {quirks && (
        <>
          <Suggestions suggestions={quirks.suggestions} onAccept={change} />
          <div className={styles.rows}>
            {quirkNames.map((quirk) => (
              <QuirkRow
                key={quirk}
                quirk={quirk}
                profile={quirks.effective}
                chosen={quirks.chosen[quirk] !== undefined}
                onChoose={change}
              />
            ))}
          </div>
          <div className={styles.actions}>
            <Presets onChoose={change} />
            <Button
              size="xs"
              variant="default"
              disabled={Object.keys(quirks.chosen).length === 0}
              onClick={() => change(Object.fromEntries(quirkNames.map((quirk) => [quirk, null])))}
            >
              All back to the default
            </Button>
            <Button size="xs" onClick={onClose}>
              Done
            </Button>
          </div>
        </>
      )}
    </Dialog>
  )
}

function Suggestions({
  suggestions,
  onAccept,
}: {
  suggestions: DeviceQuirks['suggestions']
  onAccept: (choices: QuirkChoices) => void
}) {
  if (suggestions.length === 0) return null
  return (
    <section className={styles.suggestions} aria-label="Suggested by findings">
      {suggestions.map((suggestion, at) => (
        <div key={at} className={styles.suggestion}>
          <Lightbulb size={15} aria-hidden="true" />
          <div className={styles.suggestionText}>
            <b>{suggestion.title}</b>
            <p>
              {countOf(suggestion.findings, 'finding')}, the newest:{' '}
              <VisibleText text={suggestion.finding.message} />
            </p>
          </div>
          <Button size="compact-xs" onClick={() => onAccept(suggestion.quirk)}>
            Accept
          </Button>
        </div>
      ))}
    </section>
  )
}

/** What is known to help with a certain device or stack. */
function Presets({ onChoose }: { onChoose: (choices: QuirkChoices) => void }) {
  return (
    <Menu position="top-start" shadow="md" width={380} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button size="xs" variant="default">
          Known devices
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {quirkPresets.map(({ id, title, quirks, evidence }) => (
          <Menu.Item key={id} onClick={() => onChoose(quirks)}>
            <b>{title}</b>
            <span className={styles.preset}>
              {describeQuirks(quirks)
                .map(({ sentence }) => sentence)
                .join(' ')}
            </span>
            <span className={styles.preset}>{evidence}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
