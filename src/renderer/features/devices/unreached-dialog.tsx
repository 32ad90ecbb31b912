import { Button } from '@mantine/core'
import { Check, X } from 'lucide-react'
import type { ConnectionRequestResult } from '../../../contract/index.js'
import { Dialog, durationText, VisibleText, VisuallyHidden } from '../../ui/index.js'
import { isAboutCredentials, stepTitle } from './device-words.js'
import styles from './device-dialogs.module.css'

/** How far a connection request came: every step, and where it ended. */
export function UnreachedDialog({
  name,
  result,
  onClose,
  onAgain,
  onCredentials,
}: {
  name: string
  result: ConnectionRequestResult
  onClose: () => void
  onAgain: () => void
  onCredentials: () => void
}) {
  const forCredentials = isAboutCredentials(result)
  return (
    <Dialog title="The CPE did not take the connection request" onClose={onClose}>
      <p className={styles.text}>
        The workbench called{' '}
        <b>
          <VisibleText text={name} />
        </b>{' '}
        so that it opens a session. This is how far it came. RPCs that are queued stay so, and go out when the
        CPE comes by itself.
      </p>
      <ol className={styles.steps} aria-label="Steps of the connection request">
        {result.steps.map((step, at) => (
          <li key={at} className={styles.step} data-ok={step.ok || undefined}>
            <span className={styles.sign}>
              {step.ok ? <Check size={14} aria-hidden="true" /> : <X size={14} aria-hidden="true" />}
              <VisuallyHidden>{step.ok ? 'done: ' : 'failed: '}</VisuallyHidden>
            </span>
            <span className={styles.stepName}>{stepTitle(step.name)}</span>
            <span className={styles.ms}>{durationText(step.ms)}</span>
            <span className={styles.detail}>
              <VisibleText text={step.detail} />
            </span>
          </li>
        ))}
      </ol>
      <div className={styles.actions}>
        <Button size="xs" variant="default" onClick={onClose}>
          Close
        </Button>
        <Button
          size="xs"
          variant={forCredentials ? 'filled' : 'default'}
          data-autofocus={forCredentials || undefined}
          onClick={onCredentials}
        >
          Connection request credentials…
        </Button>
        <Button
          size="xs"
          variant={forCredentials ? 'default' : 'filled'}
          data-autofocus={!forCredentials || undefined}
          onClick={onAgain}
        >
          Call again
        </Button>
      </div>
    </Dialog>
  )
}
