import { SegmentedControl } from '@mantine/core'
import { CircleCheck, ListChecks } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { useClient } from '../../app/host-context.js'
import type { Finding, Message } from '../../../contract/index.js'
import { productClassOf } from '../../state/device-id.js'
import { useSelection } from '../../state/selection.js'
import { useFindings } from '../../state/use-findings.js'
import { usePull } from '../../state/use-pull.js'
import { useSession } from '../../state/use-session.js'
import { ClockTime, countText, EmptyState, SeveritySign, VisibleText, type Severity } from '../../ui/index.js'
import styles from './findings.module.css'
import { countSeverities, groupFindings, severities } from './group-findings.js'
import { RuleCard } from './rule-card.js'
import { useShowFinding } from './show-finding.js'

type Scope = 'session' | 'capture'

/** So few rules are shown open. */
const FEW = 3

/** Everything that was found in the selected session, or in the whole capture, by rule. */
export function FindingsPanel() {
  const sessionId = useSelection((selection) => selection.sessionId)
  const [chosenScope, setScope] = useState<Scope>('session')
  const [hidden, setHidden] = useState<ReadonlySet<Severity>>(new Set())
  const scope = sessionId === null ? 'capture' : chosenScope
  const { findings, total, loading, problem } = useFindings(scope === 'session' ? sessionId : undefined)
  const messages = useMessageNames(scope === 'session' ? sessionId : null, findings.length)
  const show = useShowFinding()
  const counts = countSeverities(findings)
  const groups = groupFindings(findings.filter(({ severity }) => !hidden.has(severity)))
  const toggle = (severity: Severity) => {
    const next = new Set(hidden)
    if (!next.delete(severity)) next.add(severity)
    setHidden(next)
  }
  return (
    <div className={styles.panel}>
      <div className={styles.toolbar}>
        <SegmentedControl
          size="xs"
          className={styles.scope ?? ''}
          aria-label="Findings of"
          data={[
            { value: 'session', label: 'This session', disabled: sessionId === null },
            { value: 'capture', label: 'Whole capture' },
          ]}
          value={scope}
          onChange={(value) => setScope(value === 'session' ? 'session' : 'capture')}
        />
        <div className={styles.filters} role="group" aria-label="Severities shown">
          {severities.map((severity) => (
            <button
              key={severity}
              type="button"
              className={styles.filter}
              aria-pressed={!hidden.has(severity)}
              data-severity={severity}
              onClick={() => toggle(severity)}
            >
              <SeveritySign severity={severity} size={13} />
              <span>{countText(counts[severity])}</span>
            </button>
          ))}
        </div>
        <span className={styles.toolbarNote} aria-live="polite">
          {total > findings.length &&
            `the newest ${countText(findings.length)} of ${countText(total)}: filter the sessions to see the others`}
        </span>
      </div>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Findings by rule">
        {problem !== null && (
          <p className={styles.problem} role="alert">
            The findings could not be read: {problem}
          </p>
        )}
        {!loading && problem === null && groups.length === 0 && (
          <NothingFound scope={scope} hidden={findings.length > 0} />
        )}
        {groups.map((group, at) => (
          <RuleCard
            // A rule of another session is another card: it opens by itself again.
            key={`${scope} ${scope === 'session' ? (sessionId ?? '') : ''} ${group.rule}`}
            group={group}
            open={at < FEW}
            describePlace={(finding) =>
              scope === 'session' ? (
                <PlaceInSession finding={finding} messages={messages} />
              ) : (
                <PlaceInCapture finding={finding} />
              )
            }
            onPlace={(finding) => void show(finding)}
          />
        ))}
      </div>
    </div>
  )
}

function NothingFound({ scope, hidden }: { scope: Scope; hidden: boolean }) {
  if (hidden) {
    return (
      <EmptyState compact title="All hidden">
        What was found is of severities that are switched off above.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={scope === 'session' ? CircleCheck : ListChecks} title="Nothing found">
      {scope === 'session'
        ? 'As far as it is checked, this session follows the specification. Findings of other sessions are under “Whole capture”.'
        : 'Each message and each session is checked as it comes. What breaks a rule is listed here with its clause, its place, what it means and what to do.'}
    </EmptyState>
  )
}

/** Names of the messages of a session, pulled again when something more was found. */
function useMessageNames(sessionId: string | null, version: number): ReadonlyMap<string, Message> {
  const client = useClient()
  const pull = useCallback(
    async (id: string, signal: AbortSignal) => {
      const { items } = await client.sessions.messages({ sessionId: id, limit: 1000 }, { signal })
      return new Map(items.map((message) => [message.id, message]))
    },
    [client],
  )
  const { pulled, again } = usePull(sessionId, pull)
  useEffect(() => {
    if (version > 0) again()
  }, [version, again])
  return pulled.state === 'here' ? pulled.value : noMessages
}

const noMessages: ReadonlyMap<string, Message> = new Map()

function PlaceInSession({ finding, messages }: { finding: Finding; messages: ReadonlyMap<string, Message> }) {
  if (finding.messageId === undefined) return <>the session as a whole</>
  const message = messages.get(finding.messageId)
  return (
    <>
      {message && (
        <>
          message {message.index + 1},{' '}
          <span data-direction={message.direction}>
            {message.direction === 'cpe-to-acs' ? 'CPE' : 'ACS'} <VisibleText text={messageWords(message)} />
          </span>
          {finding.line !== undefined && ', '}
        </>
      )}
      {lineWords(finding)}
    </>
  )
}

function PlaceInCapture({ finding }: { finding: Finding }) {
  const session = useSession(finding.sessionId ?? null)
  return (
    <>
      {session && (
        <>
          {session.deviceId !== null && (
            <>
              <VisibleText text={productClassOf(session.deviceId)} />,{' '}
            </>
          )}
          session <ClockTime at={session.startedAt} />
        </>
      )}
      {finding.line !== undefined && session && ', '}
      {lineWords(finding)}
    </>
  )
}

function lineWords({ line, column }: Finding): string {
  if (line === undefined) return ''
  return column === undefined ? `line ${line}` : `line ${line}:${column}`
}

function messageWords({ kind, rpc, httpStatus }: Message): string {
  switch (kind) {
    case 'request':
      return rpc ?? 'request'
    case 'response':
      return rpc === null ? 'response' : `${rpc}Response`
    case 'fault':
      return 'fault'
    case 'empty':
      return httpStatus === undefined ? 'empty POST' : `empty ${httpStatus}`
    case 'http':
      return httpStatus === undefined ? 'HTTP request' : `HTTP ${httpStatus}`
  }
}
