// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { FilterBox } from '../../../../src/renderer/app/filter-box.js'
import { SessionsPanel } from '../../../../src/renderer/features/sessions/index.js'
import { productClassOf } from '../../../../src/renderer/state/device-id.js'
import { useSelection } from '../../../../src/renderer/state/selection.js'
import { createStandIn, type StandIn } from '../../../stand-in/client.js'
import { gatewayId } from '../../../stand-in/sample.js'
import { renderOn, preparePage } from '../../in-page.js'

preparePage()

function show(standIn: StandIn) {
  useSelection.getState().selectDevice(gatewayId)
  return renderOn(
    standIn,
    <>
      <FilterBox />
      <SessionsPanel />
    </>,
  )
}

const ofGateway = (standIn: StandIn) => standIn.sessions.filter((session) => session.deviceId === gatewayId)
const list = () => screen.findByRole('listbox', { name: 'Sessions' })
const rows = () => screen.getAllByRole('option')
const filter = () => screen.getByRole('textbox', { name: 'Filter sessions' })

describe('the list of sessions', () => {
  it('tells of each session when, why, how long and how it ended', async () => {
    show(createStandIn())
    await list()
    const [newest] = rows()
    if (!newest) throw new Error('no row')
    const row = within(newest)
    row.getByText('2 PERIODIC, 4 VALUE CHANGE')
    row.getByText('The CPE refused the SetParameterValues with 9003.')
    row.getByText('1.85 s')
    row.getByText('1 finding (error)')
    row.getByText('1 finding (warning)')
  })

  it('shows the sessions of the selected CPE, or of all', async () => {
    const standIn = createStandIn()
    show(standIn)
    await list()
    expect(rows()[0]?.getAttribute('aria-setsize')).toBe(String(ofGateway(standIn).length))
    fireEvent.click(screen.getByRole('button', { name: 'of EN-4200' }))
    await vi.waitFor(() => expect(rows()[0]?.getAttribute('aria-setsize')).toBe('41'))
  })

  it('goes to the newest session until the user has chosen one', async () => {
    const standIn = createStandIn()
    show(standIn)
    await list()
    const [newest, second] = ofGateway(standIn)
    await vi.waitFor(() => expect(useSelection.getState().sessionId).toBe(newest?.id))

    let live = standIn.beginSession(gatewayId)
    await vi.waitFor(() => expect(useSelection.getState().sessionId).toBe(live.sessionId))

    // The third row: the live one, the newest before, the second.
    fireEvent.pointerDown(within(await list()).getAllByRole('option')[2] ?? document.body, { button: 0 })
    expect(useSelection.getState().sessionId).toBe(second?.id)
    live = standIn.beginSession(gatewayId)
    await vi.waitFor(() => expect(rows()).toHaveLength(ofGateway(standIn).length))
    expect(useSelection.getState().sessionId).toBe(second?.id)

    fireEvent.click(screen.getByRole('button', { name: 'Follow the newest session' }))
    await vi.waitFor(() => expect(useSelection.getState().sessionId).toBe(live.sessionId))
  })

  it('stays with the session whose message is being read', async () => {
    const standIn = createStandIn()
    show(standIn)
    await list()
    const [newest] = ofGateway(standIn)
    await vi.waitFor(() => expect(useSelection.getState().sessionId).toBe(newest?.id))
    act(() => useSelection.getState().selectMessage('cap1.4318.q'))
    standIn.beginSession(gatewayId)
    await screen.findByText('live')
    expect(useSelection.getState().sessionId).toBe(newest?.id)
  })

  it('lets a session grow while it goes on', async () => {
    const standIn = createStandIn()
    show(standIn)
    await list()
    const live = standIn.beginSession(gatewayId)
    const row = within(
      (await screen.findByText('live')).closest<HTMLElement>('[role="option"]') ?? document.body,
    )
    row.getByText('In progress.')
    act(() => void live.step())
    await row.findByTitle('2 messages')
    while (live.step());
    await row.findByText('Ended normally.')
    expect(screen.queryByText('live')).toBeNull()
  })

  it('moves by command, and from fault to fault', async () => {
    const standIn = createStandIn()
    const { commands } = show(standIn)
    await list()
    const sessions = ofGateway(standIn)
    await vi.waitFor(() => expect(useSelection.getState().sessionId).toBe(sessions[0]?.id))
    commands.enter('sessions')
    act(() => void commands.run('item.next'))
    expect(useSelection.getState().sessionId).toBe(sessions[1]?.id)
    act(() => void commands.run('fault.next'))
    expect(useSelection.getState().sessionId).toBe(sessions[2]?.id)
    act(() => void commands.run('item.previous'))
    act(() => void commands.run('fault.previous'))
    expect(useSelection.getState().sessionId).toBe(sessions[0]?.id)
  })

  it('teaches when a session begins while there is none', async () => {
    renderOn(createStandIn({ empty: true }), <SessionsPanel />)
    await screen.findByText(/A session begins when a CPE sends its Inform/)
  })
})

describe('the filter', () => {
  it('lets through what matches and counts it', async () => {
    const standIn = createStandIn()
    show(standIn)
    await list()
    fireEvent.change(filter(), { target: { value: 'state:failed' } })
    const failed = ofGateway(standIn).filter((session) => session.state === 'failed').length
    await screen.findByText(`${failed} of ${ofGateway(standIn).length}`)
    expect(rows()[0]?.getAttribute('aria-setsize')).toBe(String(failed))
  })

  it('says what is wrong with a mistake and keeps the last good result', async () => {
    const standIn = createStandIn()
    show(standIn)
    await list()
    const before = rows().length
    fireEvent.change(filter(), { target: { value: 'bogus:1' } })
    await screen.findByText(/There is no field “bogus”/)
    expect(filter().getAttribute('aria-invalid')).toBe('true')
    expect(rows()).toHaveLength(before)
    fireEvent.keyDown(filter(), { key: 'Escape' })
    await vi.waitFor(() => expect(screen.queryByText(/There is no field/)).toBeNull())
    expect(filter()).toHaveProperty('value', '')
  })

  it('marks the place of the mistake until one types on', async () => {
    show(createStandIn())
    await list()
    fireEvent.change(filter(), { target: { value: '  bogus:1' } })
    await screen.findByText(/There is no field “bogus”/)
    expect(document.querySelector('mark')?.textContent).toBe('bogus')
    expect(document.querySelector('mark')?.previousSibling?.textContent).toBe('  ')
    fireEvent.change(filter(), { target: { value: '  bogus:12' } })
    expect(document.querySelector('mark')).toBeNull()
  })

  it('asks the engine whether a new session passes', async () => {
    const standIn = createStandIn()
    show(standIn)
    await list()
    fireEvent.change(filter(), { target: { value: 'event:4' } })
    const count = () =>
      ofGateway(standIn).filter((session) => session.events.includes('4 VALUE CHANGE')).length
    await screen.findByText(`${count()} of ${ofGateway(standIn).length}`)
    standIn.beginSession(gatewayId)
    await screen.findByText(`${count()} of ${ofGateway(standIn).length}`)
  })

  it('leads back from nothing found', async () => {
    const { commands } = show(createStandIn())
    await list()
    fireEvent.change(filter(), { target: { value: 'nowhere' } })
    await screen.findByText('No session matches the filter')
    fireEvent.click(screen.getByRole('button', { name: 'Change the filter' }))
    expect(document.activeElement).toBe(filter())
    expect(commands.handlerOf('filter.focus')).not.toBeNull()
  })
})

describe('the name of a CPE', () => {
  it.each([
    ['00D09E-EN%2D4200-SN0000002', 'EN-4200'],
    ['00D09E--SN0000002', 'SN0000002'],
    ['00D09E-%E0%A4%A-1', '%E0%A4%A'],
    ['odd', 'odd'],
  ])('of %s is %s', (id, name) => expect(productClassOf(id)).toBe(name))
})
