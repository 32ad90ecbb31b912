// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { InspectorPanel } from '../../../../src/renderer/features/inspector/index.js'
import { useInspectorView } from '../../../../src/renderer/state/inspector-view.js'
import { requestFocus } from '../../../../src/renderer/state/focus-request.js'
import { useSelection } from '../../../../src/renderer/state/selection.js'
import { createStandIn } from '../../../stand-in/client.js'
import { renderOn, preparePage } from '../../in-page.js'

preparePage()
beforeEach(() => useInspectorView.setState(useInspectorView.getInitialState(), true))

async function show(kind: 'fault' | 'empty' | 'request') {
  const standIn = createStandIn({ parameters: 10 })
  const session = standIn.sessions.find(({ outcome }) => outcome === 'fault')
  const { items } = await standIn.client.sessions.messages({ sessionId: session!.id })
  const message = items.find((each) => each.kind === kind)!
  useSelection.getState().selectMessage(message.id)
  renderOn(standIn, <InspectorPanel />)
  await screen.findByRole('heading', { level: 2 })
  return { standIn, message }
}

const tab = (name: RegExp) => fireEvent.click(screen.getByRole('tab', { name }))

describe('the inspector', () => {
  it('teaches what it is for while no message is selected', () => {
    renderOn(createStandIn({ empty: true }), <InspectorPanel />)
    expect(screen.getByText('Select a message')).toBeTruthy()
  })

  it('explains a message in words, with its facts and findings', async () => {
    await show('fault')
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Fault 9003')
    expect(screen.getByText(/The CPE refused the whole SetParameterValues/)).toBeTruthy()
    expect(screen.getByText('cwmp:ID').nextSibling?.textContent).toMatch(/^\d+$/)
    expect(screen.getByRole('button', { name: /another cwmp:ID/ })).toBeTruthy()
  })

  it('masks the secrets among the parameters until somebody asks', async () => {
    const standIn = createStandIn({ parameters: 10 })
    const session = standIn.sessions.find(({ outcome }) => outcome === 'fault')
    const { items } = await standIn.client.sessions.messages({ sessionId: session!.id })
    const detail = await standIn.client.messages.get({ messageId: items[0]!.id })
    const decoded = {
      ParameterList: [
        { Name: 'Device.WiFi.AccessPoint.1.Security.KeyPassphrase', Value: 'hunter22', Type: 'xsd:string' },
      ],
    }
    const client = {
      ...standIn.client,
      sessions: standIn.client.sessions,
      messages: { ...standIn.client.messages, get: () => Promise.resolve({ ...detail, decoded }) },
    }
    useSelection.getState().selectMessage(detail.id)
    renderOn({ ...standIn, host: { ...standIn.host, client } }, <InspectorPanel />)
    await screen.findByText('••••••••')
    expect(document.body.textContent).not.toContain('hunter22')
    fireEvent.click(screen.getByRole('button', { name: 'Show secrets' }))
    expect(document.body.textContent).toContain('hunter22')
  })

  it('goes to the other half of the RPC', async () => {
    const { message } = await show('fault')
    fireEvent.click(screen.getByRole('button', { name: 'Request' }))
    expect(useSelection.getState().messageId).toBe(message.pairedWith)
  })

  it('shows the HTTP head and the connection', async () => {
    await show('request')
    tab(/HTTP/)
    expect(await screen.findByText('POST / HTTP/1.1')).toBeTruthy()
    expect(screen.getByText('Content-Type')).toBeTruthy()
    expect(screen.getByText('192.0.2.17:51004')).toBeTruthy()
  })

  it('shows the bytes, head and body told apart', async () => {
    await show('request')
    tab(/Hex/)
    expect(await screen.findByText(/^body /)).toBeTruthy()
    expect(screen.getByText('00000000')).toBeTruthy()
    expect(document.querySelector('[data-part="head"]')).toBeTruthy()
  })

  it('says that an empty message has no body, instead of nothing', async () => {
    await show('empty')
    tab(/XML/)
    expect(await screen.findByText('No body')).toBeTruthy()
    tab(/Decoded/)
    expect(await screen.findByText(/empty HTTP message carries no SOAP envelope/)).toBeTruthy()
  })

  it('remembers the view for the next message', async () => {
    const { standIn, message } = await show('request')
    tab(/HTTP/)
    useSelection.getState().selectMessage(null)
    useSelection.getState().selectMessage(message.id)
    expect(standIn.calls).toContain('messages.get')
    expect((await screen.findByRole('tab', { name: /HTTP/ })).getAttribute('aria-selected')).toBe('true')
  })

  it('takes the focus when it is handed over', async () => {
    await show('request')
    requestFocus('inspector')
    expect(document.activeElement?.textContent).toBe('Explain')
  })

  it('says why a message cannot be read, and lets one try again', async () => {
    useSelection.getState().selectMessage('gone')
    renderOn(createStandIn({ parameters: 10 }), <InspectorPanel />)
    expect(await screen.findByText('There is no message gone in this capture.')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy()
  })
})
