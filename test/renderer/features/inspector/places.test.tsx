// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { InspectorPanel } from '../../../../src/renderer/features/inspector/index.js'
import type { XmlEditorProps } from '../../../../src/renderer/features/inspector/xml-editor.js'
import { useInspectorView } from '../../../../src/renderer/state/inspector-view.js'
import { useMessagePlace } from '../../../../src/renderer/state/message-place.js'
import { useSelection } from '../../../../src/renderer/state/selection.js'
import { createStandIn } from '../../../stand-in/client.js'
import { renderOn, preparePage } from '../../in-page.js'

/** What the page hands to the editor, which needs a browser. */
let editor: XmlEditorProps | null = null
vi.mock('../../../../src/renderer/features/inspector/xml-editor.js', () => ({
  XmlEditor: (props: XmlEditorProps) => {
    editor = props
    return <pre data-testid="xml">{props.text}</pre>
  },
}))

preparePage()
beforeEach(() => {
  editor = null
  useInspectorView.setState(useInspectorView.getInitialState(), true)
  useMessagePlace.setState(useMessagePlace.getInitialState(), true)
})

async function show(kind: 'fault' | 'request', view: 'decoded' | 'xml' | 'hex') {
  const standIn = createStandIn({ parameters: 10 })
  const session = standIn.sessions.find(({ outcome }) => outcome === 'fault')
  const { items } = await standIn.client.sessions.messages({ sessionId: session!.id })
  const message = items.find((each) => each.kind === kind)!
  useSelection.getState().selectMessage(message.id)
  useInspectorView.getState().setTab(view)
  const page = renderOn(standIn, <InspectorPanel />)
  await screen.findByRole('heading', { level: 2 })
  return { standIn, message, commands: page.commands }
}

const tab = (name: RegExp) => fireEvent.click(screen.getByRole('tab', { name }))
const row = (name: RegExp) => screen.findByRole('row', { name })
const shown = (span: { start: number; end: number } | null | undefined) =>
  span ? editor?.text.slice(span.start, span.end) : null
/** Characters of the bytes that are marked, as the hex view shows them. */
const hexText = (mark: string) =>
  [...document.querySelectorAll<HTMLElement>('[role="option"]')]
    .flatMap((line) => [...line.querySelectorAll(`span > span[data-mark="${mark}"]`)])
    .filter((cell) => cell.textContent?.length === 1)
    .map((cell) => cell.textContent)
    .join('')

describe('a place of a message', () => {
  it('selected in Decoded is selected in XML and marked in Hex', async () => {
    await show('request', 'decoded')
    fireEvent.pointerDown(await row(/OUI/), { button: 0 })
    expect((await row(/OUI/)).getAttribute('aria-selected')).toBe('true')
    expect(screen.getByLabelText('Selected place').textContent).toContain('OUI')
    tab(/XML/)
    await screen.findByTestId('xml')
    expect(shown(editor?.place)).toBe('<OUI>00D09E</OUI>')
    expect(shown(editor?.chosen?.span)).toBe('<OUI>00D09E</OUI>')
    tab(/Hex/)
    await screen.findByRole('listbox', { name: 'Bytes of the message' })
    await vi.waitFor(() => expect(hexText('value')).toBe('00D09E'))
    expect(hexText('element')).toContain('<OUI>')
  })

  it('of the cursor in the XML is the line of Decoded, and kept where the cursor was', async () => {
    await show('request', 'xml')
    await screen.findByTestId('xml')
    const at = editor!.text.indexOf('2.1.0')
    act(() => editor!.onSelect({ start: at, end: at }))
    tab(/Decoded/)
    expect((await row(/SoftwareVersion/)).getAttribute('aria-selected')).toBe('true')
    tab(/XML/)
    await screen.findByTestId('xml')
    expect(editor?.chosen?.span).toEqual({ start: at, end: at })
    expect(shown(editor?.place)).toContain('2.1.0')
  })

  it('selected as bytes is selected in the others, in the very characters', async () => {
    await show('request', 'hex')
    await screen.findByRole('listbox', { name: 'Bytes of the message' })
    act(() => useInspectorView.getState().setBeside('xml'))
    await screen.findByTestId('xml')
    const head = [...document.querySelectorAll<HTMLElement>('[data-byte][data-part="head"]')].at(0)!
    fireEvent.pointerDown(head, { button: 0 })
    expect(screen.getByLabelText('Selected place').textContent).toContain('the HTTP head')
    expect(editor?.place).toBeNull()
    const [byte] = [...document.querySelectorAll<HTMLElement>('[data-byte][data-part="body"]')]
    fireEvent.pointerDown(byte!, { button: 0 })
    expect(shown(editor?.chosen?.span)).toBe('<')
    fireEvent.keyDown(screen.getByRole('listbox', { name: 'Bytes of the message' }), {
      key: 'ArrowRight',
      shiftKey: true,
    })
    expect(shown(editor?.chosen?.span)).toBe('<?')
    expect(hexText('selected')).toBe('<?')
  })

  it('of a finding is shown in the XML, and the next finding is one key away', async () => {
    const { commands } = await show('fault', 'xml')
    await screen.findByTestId('xml')
    expect(editor?.marks.length).toBeGreaterThan(0)
    act(() => void commands.run('finding.next'))
    expect(useMessagePlace.getState().place).toMatchObject({ from: 'finding' })
    expect(screen.getByText(/finding 1 of/)).toBeTruthy()
    expect(shown(editor?.chosen?.span)).toBe('1805')
  })

  it('shows the reason of a fault, deep in its detail, without a click', async () => {
    await show('fault', 'decoded')
    expect(await row(/9007/)).toBeTruthy()
    expect(await row(/Header/)).toBeTruthy()
  })

  it('belongs to its message: another one has none', async () => {
    const { standIn, message } = await show('request', 'decoded')
    fireEvent.pointerDown(await row(/OUI/), { button: 0 })
    const { items } = await standIn.client.sessions.messages({ sessionId: message.sessionId! })
    act(() => useSelection.getState().selectMessage(items[3]!.id))
    await screen.findByRole('heading', { level: 2, name: /GetParameterValues/ })
    expect(within(screen.getByRole('treegrid')).queryByRole('row', { selected: true })).toBeNull()
  })
})
