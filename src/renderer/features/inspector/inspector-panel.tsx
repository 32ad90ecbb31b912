import { Button, Menu, Tabs } from '@mantine/core'
import { Copy, Link2, MousePointerClick } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient } from '../../app/host-context.js'
import { notifyError } from '../../app/notify.js'
import type { Finding, MessageDetail } from '../../../contract/index.js'
import { onEngineEvent } from '../../state/engine-events.js'
import { onFocusRequest } from '../../state/focus-request.js'
import { useSelection } from '../../state/selection.js'
import { Badge, ClockTime, copyText, countOf, EmptyState, Kbd, sizeText } from '../../ui/index.js'
import { curlOf } from './curl.js'
import { DecodedView } from './decoded-view.js'
import { ExplainView } from './explain-view.js'
import { titleOf } from './facts.js'
import { FindingsView } from './findings-view.js'
import { HexView } from './hex-view.js'
import { HttpView } from './http-view.js'
import styles from './inspector.module.css'
import { usePull } from './use-pull.js'
import { inspectorTabs, isInspectorTab, useInspectorView, type InspectorTab } from './view-state.js'
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

/** The selected message, in words and down to the last byte. */
export function InspectorPanel() {
  const client = useClient()
  const messageId = useSelection((selection) => selection.messageId)
  const pull = useCallback(
    (id: string, signal: AbortSignal) => client.messages.get({ messageId: id }, { signal }),
    [client],
  )
  const { pulled, again } = usePull(messageId, pull)
  // The answer to a request arrives later and changes what is known of the request.
  useEffect(
    () =>
      onEngineEvent('message', ({ message }) => {
        if (message.id === messageId) again()
      }),
    [messageId, again],
  )
  // While the next one is on its way the last one stays: stepping through a session must not flicker.
  const [last, setLast] = useState<MessageDetail | null>(null)
  if (pulled.state === 'here' && pulled.value !== last) setLast(pulled.value)

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
  const message = pulled.state === 'here' ? pulled.value : last
  return message ? <Inspector message={message} /> : <div className={styles.panel} aria-busy="true" />
}

function Inspector({ message }: { message: MessageDetail }) {
  const tab = useInspectorView((view) => view.tab)
  const setTab = useInspectorView((view) => view.setTab)
  const selectMessage = useSelection((selection) => selection.selectMessage)
  const [jump, setJump] = useState<{ readonly finding: Finding; readonly messageId: string } | null>(null)
  const panel = useRef<HTMLDivElement>(null)
  useEffect(
    () =>
      onFocusRequest('inspector', () =>
        panel.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus(),
      ),
    [],
  )
  const showPlace = (finding: Finding) => {
    setJump({ finding, messageId: message.id })
    setTab('xml')
  }
  const fromCpe = message.direction === 'cpe-to-acs'
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
          {titleOf(message)}
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
        </span>
      </header>
      <Tabs
        className={styles.tabs}
        value={tab}
        onChange={(value) => {
          if (isInspectorTab(value)) setTab(value)
        }}
        keepMounted={false}
      >
        <Tabs.List className={styles.tabList} aria-label="Views of the message">
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
          <ExplainView message={message} onFinding={showPlace} onAll={() => setTab('decoded')} />
        </Tabs.Panel>
        <Tabs.Panel value="decoded" className={styles.tabPanel}>
          <DecodedView key={message.id} message={message} />
        </Tabs.Panel>
        <Tabs.Panel value="xml" className={styles.tabPanel}>
          <XmlView message={message} jump={jump?.messageId === message.id ? jump.finding : null} />
        </Tabs.Panel>
        <Tabs.Panel value="http" className={styles.tabPanel}>
          <HttpView message={message} />
        </Tabs.Panel>
        <Tabs.Panel value="hex" className={styles.tabPanel}>
          <HexView messageId={message.id} />
        </Tabs.Panel>
        <Tabs.Panel value="findings" className={styles.tabPanel}>
          <FindingsView findings={message.findings} onPlace={showPlace} />
        </Tabs.Panel>
      </Tabs>
    </div>
  )
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
        <Menu.Item disabled={isEmpty} onClick={copy(async () => layOutXml(await body()).text)}>
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
