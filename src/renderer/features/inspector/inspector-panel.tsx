import { Button, Menu, Tabs } from '@mantine/core'
import { Columns2, Copy, Link2, MousePointerClick, Square } from 'lucide-react'
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { useCommand } from '../../app/commands.js'
import { useClient } from '../../app/host-context.js'
import { notifyError } from '../../app/notify.js'
import type { Finding, MessageDetail } from '../../../contract/index.js'
import { readXml } from '../../../core/xml/index.js'
import { onEngineEvent } from '../../state/engine-events.js'
import { onFocusRequest } from '../../state/focus-request.js'
import {
  inspectorTabs,
  isInspectorTab,
  useInspectorView,
  type InspectorTab,
} from '../../state/inspector-view.js'
import { useMessagePlace } from '../../state/message-place.js'
import { useSelection } from '../../state/selection.js'
import { usePull, type Pulled } from '../../state/use-pull.js'
import {
  Badge,
  ClockTime,
  copyText,
  countOf,
  EmptyState,
  IconButton,
  Kbd,
  sizeText,
  VisibleText,
} from '../../ui/index.js'
import { MessageFindings } from '../findings/index.js'
import { curlOf } from './curl.js'
import { DecodedView } from './decoded-view.js'
import { ExplainView } from './explain-view.js'
import { titleOf } from './facts.js'
import { spanOf } from './finding-place.js'
import { HexView } from './hex-view.js'
import { HttpView } from './http-view.js'
import styles from './inspector.module.css'
import type { MessageSource } from './message-source.js'
import { PlaceLine } from './place-line.js'
import { useMessageSource } from './use-message-source.js'
import { layOutXml } from './xml-layout.js'
import { XmlView } from './xml-view.js'

const tabNames: Readonly<Record<InspectorTab, string>> = {
  explain: 'Explain',
  decoded: 'Decoded',
  xml: 'XML',
  http: 'HTTP',
  hex: 'Hex',
  findings: 'Findings',
}

/** The views that show places of the message, and so need its bytes. */
const placed: ReadonlySet<InspectorTab> = new Set(['decoded', 'xml', 'hex'])

/** What is shown: a message, and its bytes if a view needs them. */
interface Shown {
  readonly message: MessageDetail
  readonly source: Pulled<MessageSource>
}

/** The selected message, in words and down to the last byte. */
export function InspectorPanel() {
  const client = useClient()
  const messageId = useSelection((selection) => selection.messageId)
  const needsSource = useInspectorView(
    (view) => placed.has(view.tab) || (view.beside !== null && placed.has(view.beside)),
  )
  const pull = useCallback(
    (id: string, signal: AbortSignal) => client.messages.get({ messageId: id }, { signal }),
    [client],
  )
  const { pulled, again } = usePull(messageId, pull)
  // Once read, the bytes stay for as long as the message does: a look at another view is no reason to read again.
  const [readId, setReadId] = useState<string | null>(null)
  if (needsSource && readId !== messageId) setReadId(messageId)
  const source = useMessageSource(messageId, readId === messageId)
  // The answer to a request arrives later and changes what is known of the request.
  useEffect(() => {
    const stops = [
      onEngineEvent('message', ({ message }) => {
        if (message.id === messageId) again()
      }),
      onEngineEvent('finding', ({ finding }) => {
        if (finding.messageId === messageId) again()
      }),
    ]
    return () => stops.forEach((stop) => stop())
  }, [messageId, again])
  // While the next one is on its way the last one stays: stepping through a session must not flicker.
  const [last, setLast] = useState<Shown | null>(null)
  if (
    pulled.state === 'here' &&
    (!needsSource || source.state !== 'waiting') &&
    (last?.message !== pulled.value || last.source !== source)
  ) {
    setLast({ message: pulled.value, source })
  }

  if (messageId === null) {
    return (
      <EmptyState icon={MousePointerClick} title="Select a message">
        Click an arrow of the timeline, or move with <Kbd keys="J" /> and <Kbd keys="K" />. Here it is
        explained in words, decoded, and shown as XML, as HTTP and byte for byte.
      </EmptyState>
    )
  }
  if (pulled.state === 'failed') {
    return (
      <EmptyState
        title="The message could not be read"
        actions={
          <Button variant="default" onClick={again}>
            Try again
          </Button>
        }
      >
        {pulled.why}
      </EmptyState>
    )
  }
  return last ? <Inspector {...last} /> : <div className={styles.panel} aria-busy="true" />
}

function Inspector({ message, source }: Shown) {
  const { tab, beside, setTab, setBeside } = useInspectorView()
  const show = useInspectorView((view) => view.show)
  const selectMessage = useSelection((selection) => selection.selectMessage)
  const panel = useRef<HTMLDivElement>(null)
  useEffect(
    () =>
      onFocusRequest('inspector', () =>
        panel.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus(),
      ),
    [],
  )
  const { showPlace, step } = useFindingPlaces(message)
  const here = { enabled: message.findings.some((finding) => spanOf(finding) !== null) }
  useCommand('finding.next', () => step(1), here)
  useCommand('finding.previous', () => step(-1), here)
  useCommand('inspector.split', () => setBeside(beside === null ? besideOf(tab) : null))
  const fromCpe = message.direction === 'cpe-to-acs'
  const views = { message, source, onFinding: showPlace, onStep: step, onAll: () => show('decoded') }
  return (
    <div ref={panel} className={styles.panel}>
      <header className={styles.header}>
        <span
          className={styles.direction}
          data-tone={fromCpe ? 'cpe' : 'acs'}
          title={fromCpe ? 'CPE to ACS' : 'ACS to CPE'}
        >
          {fromCpe ? 'CPE → ACS' : 'ACS → CPE'}
        </span>
        <h2 className={styles.title} data-fault={message.kind === 'fault' || undefined}>
          <VisibleText text={titleOf(message)} />
        </h2>
        <span className={styles.headerFacts}>
          <ClockTime at={message.at} milliseconds /> · {sizeText(message.bytes)}
        </span>
        <span className={styles.headerActions}>
          {message.pairedWith !== null && (
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<Link2 size={12} aria-hidden="true" />}
              onClick={() => selectMessage(message.pairedWith)}
            >
              {message.kind === 'request' ? 'Answer' : 'Request'}
            </Button>
          )}
          <CopyMenu message={message} />
          <IconButton
            icon={beside === null ? Columns2 : Square}
            label={beside === null ? 'Show a second view beside this one' : 'Close the second view'}
            onClick={() => setBeside(beside === null ? besideOf(tab) : null)}
          />
        </span>
      </header>
      <div className={styles.views} data-split={beside !== null || undefined}>
        <MessageViews {...views} label="Views of the message" tab={tab} onTab={setTab} />
        {beside !== null && (
          <MessageViews {...views} label="Second view of the message" tab={beside} onTab={setBeside} />
        )}
      </div>
      {source.state === 'here' && (placed.has(tab) || (beside !== null && placed.has(beside))) && (
        <PlaceLine messageId={message.id} source={source.value} />
      )}
    </div>
  )
}

/** What is worth seeing beside a view. */
function besideOf(tab: InspectorTab): InspectorTab {
  return tab === 'xml' ? 'hex' : 'xml'
}

/** Goes to the places of findings in the XML. */
function useFindingPlaces(message: MessageDetail) {
  const choose = useMessagePlace((places) => places.choose)
  const show = useInspectorView((view) => view.show)
  const showPlace = (finding: Finding) => {
    const characters = spanOf(finding)
    if (characters === null) return
    choose({ messageId: message.id, from: 'finding', characters, bytes: null })
    show('xml')
  }
  const step = (by: 1 | -1) => {
    const findings = message.findings.filter((finding) => spanOf(finding) !== null)
    const place = useMessagePlace.getState().place
    const from = place?.messageId === message.id ? (place.characters?.start ?? -1) : -1
    const next =
      by === 1
        ? (findings.find(({ offset = 0 }) => offset > from) ?? findings[0])
        : (findings.findLast(({ offset = 0 }) => offset < from) ?? findings.at(-1))
    if (next) showPlace(next)
  }
  return { showPlace, step }
}

interface ViewsProps extends Shown {
  readonly label: string
  readonly tab: InspectorTab
  readonly onTab: (tab: InspectorTab) => void
  readonly onFinding: (finding: Finding) => void
  readonly onStep: (by: 1 | -1) => void
  readonly onAll: () => void
}

/** The tabs of one pane of the inspector, and the view in front. */
function MessageViews({ message, source, label, tab, onTab, onFinding, onStep, onAll }: ViewsProps) {
  return (
    <Tabs
      className={styles.tabs}
      value={tab}
      onChange={(value) => {
        if (isInspectorTab(value)) onTab(value)
      }}
      keepMounted={false}
    >
      <Tabs.List className={styles.tabList} aria-label={label}>
        {inspectorTabs.map((name) => (
          <Tabs.Tab key={name} value={name} className={styles.tab}>
            {tabNames[name]}
            {name === 'findings' && message.findings.length > 0 && (
              <>
                {' '}
                <Badge tone={worst(message.findings)} label={countOf(message.findings.length, 'finding')}>
                  {message.findings.length}
                </Badge>
              </>
            )}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="explain" className={styles.tabPanel}>
        <ExplainView
          message={message}
          onFinding={onFinding}
          onFindings={() => onTab('findings')}
          onAll={onAll}
        />
      </Tabs.Panel>
      <Tabs.Panel value="decoded" className={styles.tabPanel}>
        <WithSource source={source}>
          {(read) => <DecodedView key={message.id} message={message} source={read} />}
        </WithSource>
      </Tabs.Panel>
      <Tabs.Panel value="xml" className={styles.tabPanel}>
        <WithSource source={source}>
          {(read) => <XmlView message={message} source={read} onStep={onStep} />}
        </WithSource>
      </Tabs.Panel>
      <Tabs.Panel value="http" className={styles.tabPanel}>
        <HttpView message={message} />
      </Tabs.Panel>
      <Tabs.Panel value="hex" className={styles.tabPanel}>
        <WithSource source={source}>
          {(read) => <HexView key={message.id} messageId={message.id} source={read} />}
        </WithSource>
      </Tabs.Panel>
      <Tabs.Panel value="findings" className={styles.tabPanel}>
        <MessageFindings messageId={message.id} findings={message.findings} onPlace={onFinding} />
      </Tabs.Panel>
    </Tabs>
  )
}

function WithSource({
  source,
  children,
}: {
  source: Pulled<MessageSource>
  children: (source: MessageSource) => ReactNode
}) {
  switch (source.state) {
    case 'waiting':
      return <div aria-busy="true" />
    case 'failed':
      return <EmptyState title="The bytes could not be read">{source.why}</EmptyState>
    case 'here':
      return children(source.value)
  }
}

function worst(findings: readonly Finding[]): 'fault' | 'held' | 'neutral' {
  if (findings.some(({ severity }) => severity === 'error')) return 'fault'
  return findings.some(({ severity }) => severity === 'warning') ? 'held' : 'neutral'
}

/** The message for somewhere else, in the form needed there. */
function CopyMenu({ message }: { message: MessageDetail }) {
  const client = useClient()
  const copy = (make: () => Promise<string | null>) => () => {
    void make().then(
      (text) => {
        if (text !== null) return copyText(text)
        return undefined
      },
      (error: unknown) => notifyError({ what: 'The message could not be copied', error }),
    )
  }
  const body = async () => (await client.messages.text({ messageId: message.id })).text
  const isRequest = curlOf(message, '') !== null
  const isEmpty = message.kind === 'empty'
  return (
    <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button size="compact-xs" variant="default" leftSection={<Copy size={12} aria-hidden="true" />}>
          Copy
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={isEmpty} onClick={copy(body)}>
          XML as received
        </Menu.Item>
        <Menu.Item disabled={isEmpty} onClick={copy(async () => layOutXml(readXml(await body())).text)}>
          XML laid out
        </Menu.Item>
        <Menu.Item onClick={copy(async () => (await client.messages.raw({ messageId: message.id })).text())}>
          Raw HTTP
        </Menu.Item>
        <Menu.Item
          disabled={!isRequest}
          onClick={copy(async () => curlOf(message, isEmpty ? '' : await body()))}
        >
          curl command
        </Menu.Item>
        <Menu.Item
          disabled={message.decoded === null}
          onClick={copy(() => Promise.resolve(JSON.stringify(message.decoded, null, 2)))}
        >
          Decoded as JSON
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
