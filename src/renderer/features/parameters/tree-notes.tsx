import { Button } from '@mantine/core'
import { useStore } from 'zustand'
import type { Job } from '../../../contract/index.js'
import { useCommands } from '../../app/commands.js'
import { useEngineStatus } from '../../state/engine-status.js'
import { VisibleText } from '../../ui/index.js'
import styles from './parameters.module.css'
import type { ParameterWork } from './work-state.js'

/** Why what was asked for does not go out now, and what can be done about it. */
export function UnreachedNote({
  deviceId,
  work,
  job,
}: {
  deviceId: string
  work: ParameterWork
  /** Fetching its tree. */
  job: Job | null
}) {
  const problem = useEngineStatus((engine) =>
    engine.status?.problems.find(({ code }) => code === `connection-request:${deviceId}`),
  )
  const ofWork = useStore(work.store, (state) => state.unreached)
  const ofJob =
    job?.state === 'waiting' && problem ? { reason: problem.message, step: problem.step ?? null } : null
  const unreached = ofWork ?? ofJob
  const commands = useCommands()
  if (unreached === null) return null
  return (
    <div className={styles.note} data-tone="attention" role="status">
      <span className={styles.noteText}>
        <VisibleText text={unreached.reason} />
      </span>
      <span className={styles.noteActions}>
        {unreached.step === 'authorise' && (
          <Button size="compact-sm" onClick={() => commands.run('device.credentials')}>
            Connection request credentials…
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            if (ofWork) void work.callAgain()
            else commands.run('device.connectionRequest')
          }}
        >
          Call again
        </Button>
      </span>
    </div>
  )
}

/** Says that the CPE has been asked for nothing yet, and how to ask. */
export function KnownSoFarNote({ onFetch, onChoose }: { onFetch: () => void; onChoose: () => void }) {
  return (
    <div className={styles.note} role="status">
      <span className={styles.noteText}>Known so far: what the CPE’s Inform carried.</span>
      <span className={styles.noteActions}>
        <Button size="compact-sm" variant="default" onClick={onFetch}>
          Fetch the whole tree
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={onChoose}>
          Choose how…
        </Button>
      </span>
    </div>
  )
}
