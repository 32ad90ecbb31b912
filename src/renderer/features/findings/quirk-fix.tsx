import { Button } from '@mantine/core'
import { Check, MessagesSquare } from 'lucide-react'
import { useState } from 'react'
import type { Finding } from '../../../contract/index.js'
import { productClassOf } from '../../state/device-id.js'
import { isQuirkInForce, quirkSentences, useDeviceQuirks } from '../../state/use-device-quirks.js'
import { useSession } from '../../state/use-session.js'
import { VisibleText } from '../../ui/index.js'
import styles from './findings.module.css'

type QuirkFixData = Extract<NonNullable<Finding['fix']>, { kind: 'quirk' }>

/** Speaks to the device of a session differently from its next message on. */
export function QuirkFix({ sessionId, fix }: { sessionId: string | null; fix: QuirkFixData }) {
  const session = useSession(sessionId)
  const deviceId = session?.deviceId ?? null
  const { quirks, choose } = useDeviceQuirks(deviceId)
  const [busy, setBusy] = useState(false)
  const accepted = quirks !== null && isQuirkInForce(quirks.effective, fix.quirk)
  const accept = () => {
    setBusy(true)
    void choose(fix.quirk).finally(() => setBusy(false))
  }
  return (
    <div className={styles.fix}>
      <div className={styles.fixHead}>
        <MessagesSquare size={14} aria-hidden="true" />
        <span className={styles.fixTitle}>{fix.title}</span>
        {accepted ? (
          <span className={styles.done}>
            <Check size={14} aria-hidden="true" /> It is spoken to so
          </span>
        ) : (
          quirks !== null && (
            <Button size="compact-xs" loading={busy} onClick={accept}>
              Speak to this device so
            </Button>
          )
        )}
      </div>
      <p className={styles.note}>
        {deviceId !== null && (
          <>
            <b>
              <VisibleText text={productClassOf(deviceId)} />
            </b>
            {': '}
          </>
        )}
        {quirkSentences(fix.quirk).join(' ')}
        {session !== null &&
          deviceId === null &&
          ' Whose session this was is not known, so it cannot be chosen here.'}
      </p>
    </div>
  )
}
