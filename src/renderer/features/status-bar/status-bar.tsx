import { Popover, UnstyledButton } from '@mantine/core'
import { TriangleAlert } from 'lucide-react'
import type { Status } from '../../../contract/index.js'
import { useEngineStatus } from '../../state/engine-status.js'
import { ListenerFacts } from '../acs-settings/index.js'
import { StatusJobs } from '../discovery/index.js'
import { countOf, sizeText } from '../../ui/index.js'
import styles from './status-bar.module.css'

/** One line on what the workbench is doing. */
export function StatusBar() {
  const status = useEngineStatus((engine) => engine.status)
  return (
    <footer className={styles.bar} aria-label="Status">
      {status ? <Facts status={status} /> : <span>Connecting to the engine…</span>}
    </footer>
  )
}

function Facts({ status }: { status: Status }) {
  const { capture, listening, problems } = status
  const file = capture.path.split(/[\\/]/).at(-1) ?? capture.path
  return (
    <>
      <span>
        {listening[0] ? (
          <>
            ACS <code>{listening[0]}</code>
          </>
        ) : (
          'The ACS is not listening'
        )}
        {listening.length > 1 && (
          <span title={listening.slice(1).join('\n')}>
            {' '}
            and {countOf(listening.length - 1, 'more address', 'more addresses')}
          </span>
        )}
      </span>
      <span>
        {countOf(status.devices, 'CPE')} · {countOf(capture.sessions, 'session')} ·{' '}
        {countOf(capture.exchanges, 'HTTP exchange')}
      </span>
      <span title={capture.path}>
        capture <code>{file}</code> {sizeText(capture.bytes)}
      </span>
      <ListenerFacts status={status} />
      <StatusJobs />
      {problems.length > 0 && <Problems problems={problems} />}
      <span className={styles.version}>{status.version}</span>
    </>
  )
}

function Problems({ problems }: { problems: Status['problems'] }) {
  return (
    <Popover position="top-start" withArrow shadow="md" width={420}>
      <Popover.Target>
        <UnstyledButton className={styles.problems}>
          <TriangleAlert size={13} aria-hidden="true" /> {countOf(problems.length, 'problem')}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <ul className={styles.list}>
          {problems.map((problem) => (
            <li key={`${problem.code} ${problem.message}`}>
              {problem.message} <code>{problem.code}</code>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}
