import { Button, SegmentedControl } from '@mantine/core'
import { CircleAlert, CircleCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import { methodName } from '../../../core/connection-request/index.js'
import { useCommands } from '../../app/commands.js'
import { productClassOf } from '../../state/device-id.js'
import { useSelection } from '../../state/selection.js'
import { Dialog, durationText, StepList, VisibleText } from '../../ui/index.js'
import { useCalls, type Call, type CallMethod } from './calls.js'
import { isAboutCredentials, stepTitle } from './device-words.js'
import styles from './device-dialogs.module.css'
import { useCallMethods } from './use-call-methods.js'

/** A connection request as it goes: every step with its time, and the verdict with what to do next. */
export function CallDialog({
  deviceId,
  onClose,
  onCall,
  onCredentials,
}: {
  deviceId: string
  onClose: () => void
  onCall: (method: CallMethod | null) => void
  onCredentials: () => void
}) {
  const call = useCalls((calls) => (calls.call?.deviceId === deviceId ? calls.call : null))
  const commands = useCommands()
  const methods = useCallMethods(deviceId)
  const [method, setMethod] = useState<CallMethod | null>(call?.method ?? null)
  const result = call?.result ?? null
  const calling = call !== null && result === null && call.problem === null
  const steps = result?.steps.filter(({ name }) => name !== 'verdict') ?? []
  const forCredentials = result !== null && !result.ok && isAboutCredentials(result)
  const sessionId = call?.sessionId ?? null
  return (
    <Dialog title="Connection request" onClose={onClose} size={600}>
      <p className={styles.text}>
        The workbench calls{' '}
        <b>
          <VisibleText text={productClassOf(deviceId)} />
        </b>{' '}
        so that it opens a session now. What is queued for it goes out in that, or, if it cannot be called,
        when it comes by itself.
      </p>
      {methods.length > 1 && (
        <div className={styles.how}>
          <span id="call-how">Call it by</span>
          <SegmentedControl
            size="xs"
            aria-labelledby="call-how"
            className={styles.methods ?? ''}
            value={method ?? ''}
            onChange={(value) => setMethod(methods.find((each) => each === value) ?? null)}
            data={[
              { value: '', label: 'what worked last' },
              ...methods.map((each) => ({ value: each, label: methodName(each) })),
            ]}
          />
        </div>
      )}
      <StepList
        label="Steps of the connection request"
        steps={steps.map((step) => ({ ...step, title: stepTitle(step.name) }))}
        running={calling ? { title: 'Calling…', detail: <Waiting call={call} /> } : null}
      />
      {call && <Verdict call={call} />}
      <div className={styles.actions}>
        <Button size="xs" variant="default" onClick={onClose}>
          Close
        </Button>
        {result?.method === 'xmpp' && !result.ok && (
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              onClose()
              commands.run('acs.xmpp')
            }}
          >
            XMPP account…
          </Button>
        )}
        {result !== null && !result.ok && (
          <Button
            size="xs"
            variant={forCredentials ? 'filled' : 'default'}
            data-autofocus={forCredentials || undefined}
            onClick={onCredentials}
          >
            Connection request credentials…
          </Button>
        )}
        <Button
          size="xs"
          variant={forCredentials || sessionId !== null ? 'default' : 'filled'}
          disabled={calling}
          onClick={() => onCall(method)}
        >
          Call again
        </Button>
        {sessionId !== null && (
          <Button
            size="xs"
            onClick={() => {
              const selection = useSelection.getState()
              selection.selectDevice(deviceId)
              selection.selectSession(sessionId)
              selection.show('timeline')
              onClose()
            }}
          >
            Show the session
          </Button>
        )}
      </div>
    </Dialog>
  )
}

/** After this long a CPE that is there would have answered. */
const SLOW_MS = 2_500

function Waiting({ call }: { call: Call }) {
  const [now, setNow] = useState(call.since)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  const elapsed = now - call.since
  if (call.here) return <>The CPE is here: a session of it is open.</>
  if (elapsed < SLOW_MS) return <>Waiting for its answer and for its session.</>
  return (
    <>
      {durationText(Math.round(elapsed / 1000) * 1000)} so far. A CPE that is off, behind NAT, or behind a
      firewall gives no answer; after 10 s that is taken as settled. One that has answered has 30 s to open
      its session.
    </>
  )
}

function Verdict({ call: { result, problem } }: { call: Call }) {
  const verdict = result?.steps.findLast(({ name }) => name === 'verdict')
  const came = result?.ok === true && result.session?.seen !== false
  const text = problem ?? verdict?.detail ?? (result === null ? null : plainVerdict(result.ok))
  return (
    <div role="status">
      {text !== null && (
        <p className={styles.verdict} data-good={came || undefined}>
          {came ? <CircleCheck size={16} aria-hidden="true" /> : <CircleAlert size={16} aria-hidden="true" />}
          <span>
            <VisibleText text={text} />
          </span>
        </p>
      )}
    </div>
  )
}

function plainVerdict(ok: boolean): string {
  return ok ? 'The CPE accepted the connection request.' : 'The CPE did not take the connection request.'
}
