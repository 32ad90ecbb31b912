// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { TimelinePanel } from '../../../../src/renderer/features/timeline/index.js'
import { onFocusRequest } from '../../../../src/renderer/state/focus-request.js'
import { useSelection } from '../../../../src/renderer/state/selection.js'
import { createStandIn, type StandIn } from '../../../stand-in/client.js'
import { renderOn, preparePage } from '../../in-page.js'

preparePage()

async function showFaulty(): Promise<{ standIn: StandIn; list: HTMLElement } & ReturnType<typeof renderOn>> {
  const standIn = createStandIn({ parameters: 10 })
  const session = standIn.sessions.find(({ outcome }) => outcome === 'fault')
  useSelection.getState().selectSession(session?.id ?? null)
  const page = renderOn(standIn, <TimelinePanel />)
  await screen.findByRole('option', { name: /SetParameterValuesResponse/ })
  return { standIn, list: screen.getByRole('listbox'), ...page }
}

const selected = () => useSelection.getState().messageId
const nameOfSelected = () => screen.getByRole('option', { selected: true }).getAttribute('aria-label')

describe('the timeline', () => {
  it('teaches what it is for while no session is selected', () => {
    renderOn(createStandIn({ empty: true }), <TimelinePanel />)
    expect(screen.getByText('Select a session')).toBeTruthy()
  })

  it('shows the verdict and every message of the session with its place', async () => {
    await showFaulty()
    const options = screen.getAllByRole('option')
    expect(options).toHaveLength(10)
    expect(options[0]?.getAttribute('aria-label')).toMatch(
      /^CPE to ACS, Inform 2 PERIODIC, 4 VALUE CHANGE, 2.1 KB/,
    )
    expect(options[6]?.getAttribute('aria-posinset')).toBe('7')
    expect(options[6]?.getAttribute('aria-setsize')).toBe('10')
    expect(screen.getByText('The CPE refused the SetParameterValues with 9003.')).toBeTruthy()
    expect(screen.getByText('the CPE took 1.21 s')).toBeTruthy()
    expect(screen.getByText('empty POST: the CPE hands over')).toBeTruthy()
  })

  it('selects by click and moves by arrow keys', async () => {
    const { list } = await showFaulty()
    fireEvent.click(screen.getAllByRole('option')[1]!)
    expect(nameOfSelected()).toContain('InformResponse')
    fireEvent.keyDown(list, { key: 'ArrowDown' })
    expect(nameOfSelected()).toContain('empty POST')
    fireEvent.keyDown(list, { key: 'Home' })
    expect(nameOfSelected()).toContain('Inform 2 PERIODIC')
    expect(list.getAttribute('aria-activedescendant')).toBe(screen.getByRole('option', { selected: true }).id)
  })

  it('goes to the fault and to the other half of the RPC by command', async () => {
    const { commands } = await showFaulty()
    act(() => void commands.run('fault.next'))
    expect(nameOfSelected()).toContain('Fault 9003')
    act(() => void commands.run('message.pair'))
    expect(nameOfSelected()).toContain('SetParameterValues SSID, KeyPassphrase')
    act(() => void commands.run('item.next'))
    expect(nameOfSelected()).toContain('Fault 9003')
  })

  it('lights the other half up while one is hovered', async () => {
    await showFaulty()
    const [request, answer] = screen.getAllByRole('option')
    fireEvent.pointerEnter(request!)
    expect(answer?.dataset['paired']).toBe('true')
  })

  it('hands the focus to the inspector on Enter', async () => {
    const { list } = await showFaulty()
    const take = vi.fn()
    const stop = onFocusRequest('inspector', take)
    fireEvent.click(screen.getAllByRole('option')[0]!)
    fireEvent.keyDown(list, { key: 'Enter' })
    expect(take).toHaveBeenCalledOnce()
    stop()
  })

  it('grows while the session is open', async () => {
    const standIn = createStandIn({ parameters: 10 })
    const live = standIn.beginSession(standIn.devices[0]!.id)
    useSelection.getState().selectSession(live.sessionId)
    renderOn(standIn, <TimelinePanel />)
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1))
    act(() => void live.step())
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(2))
    expect(selected()).toBeNull()
  })

  it('follows the end of a session in progress, until somebody scrolls away or reads a message', async () => {
    const standIn = createStandIn({ parameters: 10 })
    const live = standIn.beginSession(standIn.devices[0]!.id)
    useSelection.getState().selectSession(live.sessionId)
    renderOn(standIn, <TimelinePanel />)
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1))
    const list = screen.getByRole('listbox')
    vi.spyOn(list, 'scrollHeight', 'get').mockReturnValue(5000)
    act(() => void live.step())
    await waitFor(() => expect(list.scrollTop).toBe(5000))
    list.scrollTop = 100
    fireEvent.scroll(list)
    act(() => void live.step())
    expect(await screen.findByRole('button', { name: '1 new message' })).toBeTruthy()
    expect(list.scrollTop).toBe(100)
  })

  it('says why a session cannot be read', async () => {
    useSelection.getState().selectSession('gone')
    renderOn(createStandIn({ parameters: 10 }), <TimelinePanel />)
    expect((await screen.findByRole('alert')).textContent).toContain('There is no session gone')
  })
})
