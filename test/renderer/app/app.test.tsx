// @vitest-environment happy-dom
import { act, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { App } from '../../../src/renderer/app/app.js'
import { startEventPump } from '../../../src/renderer/host/event-pump.js'
import { publishEngineEvent } from '../../../src/renderer/state/engine-events.js'
import { usePreferences } from '../../../src/renderer/state/preferences.js'
import { useSelection } from '../../../src/renderer/state/selection.js'
import { createStandIn, type StandIn } from '../../stand-in/client.js'
import { gatewayId } from '../../stand-in/sample.js'
import { preparePage } from '../in-page.js'

// What stands in the panels of others is tested there; here it only has to have a place.
vi.mock('../../../src/renderer/features/timeline/index.js', () => ({
  TimelinePanel: () => <p>the ladder</p>,
}))
vi.mock('../../../src/renderer/features/parameters/index.js', () => ({
  ParametersPanel: () => {
    if (useSelection.getState().path === 'broken') throw new Error('The row 7 has no parent.')
    return <p>the tree</p>
  },
}))
vi.mock('../../../src/renderer/features/inspector/index.js', () => ({
  InspectorPanel: () => <p>the message</p>,
}))

preparePage()

let stop: (() => void) | undefined
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => stop?.())

function open(standIn: StandIn) {
  stop = startEventPump(standIn.host, publishEngineEvent)
  return render(<App host={standIn.host} />)
}

const tab = (name: RegExp) => screen.findByRole('tab', { name })

describe('the frame', () => {
  it('has a tab for each panel, and shows the data of the engine', async () => {
    open(createStandIn())
    for (const name of [/^Devices/, /^Sessions/, /^Timeline/, /^Parameters/, /^Inspector/]) await tab(name)
    await screen.findByText('EN-4200')
    await screen.findByText('the ladder')
    await screen.findByText('the message')
    await screen.findByText('Recording')
    expect(screen.queryByRole('tab', { name: /Connect a CPE/ })).toBeNull()
  })

  it('begins a first run with how to connect a CPE, and goes on to the timeline with the first one', async () => {
    const standIn = createStandIn({ empty: true })
    open(standIn)
    await screen.findByRole('heading', { name: 'Point a CPE at this ACS' })
    const { devices, status } = createStandIn()
    const [first] = devices
    if (!first) throw new Error('no sample device')
    act(() => {
      standIn.publish({ type: 'device', device: first })
      standIn.publish({ type: 'status', status: { ...status, devices: 1 } })
    })
    await vi.waitFor(() =>
      expect(screen.queryByRole('heading', { name: 'Point a CPE at this ACS' })).toBeNull(),
    )
    await screen.findByRole('option', { name: /EN-4200/ })
    expect((await tab(/^Timeline/)).getAttribute('aria-selected')).toBe('true')
  })

  it('says that the connection is lost for as long as it is, and pulls everything anew after', async () => {
    const standIn = createStandIn()
    open(standIn)
    await screen.findByText('EN-4200')
    act(() => standIn.lose())
    const banner = screen.getByText('The connection to the workbench engine is lost.')
    expect(banner.closest('[role="alert"]')).not.toBeNull()
    const before = standIn.calls.length
    act(() => standIn.recover())
    expect(screen.queryByText('The connection to the workbench engine is lost.')).toBeNull()
    await vi.waitFor(() =>
      expect(standIn.calls.slice(before)).toEqual(
        expect.arrayContaining(['sessions.list', 'devices.list', 'status.get']),
      ),
    )
  })

  it('brings the view to the front that is asked for', async () => {
    open(createStandIn())
    await tab(/^Parameters/)
    act(() => useSelection.getState().show('parameters'))
    await vi.waitFor(async () =>
      expect((await tab(/^Parameters/)).getAttribute('aria-selected')).toBe('true'),
    )
  })

  it('keeps an error in its panel, and shows the panel again when asked', async () => {
    useSelection.getState().selectPath('broken')
    open(createStandIn())
    const alert = (await screen.findByText('Parameters could not be shown')).closest<HTMLElement>(
      '[role="alert"]',
    )
    within(alert ?? document.body).getByText(/The row 7 has no parent\./)
    await screen.findByText('EN-4200')
    act(() => useSelection.getState().show('parameters'))
    useSelection.getState().selectPath(null)
    fireEvent.click(await screen.findByRole('button', { name: 'Show it again' }))
    await screen.findByText('the tree')
  })
})

describe('commands of the frame', () => {
  it('are found in the palette by name, and run from there', async () => {
    open(createStandIn())
    await screen.findByText('EN-4200')
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })
    const search = await screen.findByRole('textbox', { name: 'Find a command' })
    fireEvent.change(search, { target: { value: 'high contrast' } })
    fireEvent.click(await screen.findByText(/Theme:/))
    await vi.waitFor(() => expect(usePreferences.getState().theme).toBe('contrast'))
    expect(document.documentElement.dataset['theme']).toBe('contrast')
  })

  it('are listed with their keys', async () => {
    open(createStandIn())
    await screen.findByText('EN-4200')
    fireEvent.keyDown(document.body, { key: '?', shiftKey: true })
    const dialog = within(await screen.findByRole('dialog', { name: 'Keys' }))
    dialog.getByText('Filter the sessions')
    expect(dialog.queryByText('Reset layout')).toBeNull()
  })

  it('start the demo CPE', async () => {
    const standIn = createStandIn()
    open(standIn)
    await screen.findByText('EN-4200')
    fireEvent.click(screen.getByRole('button', { name: /^ACS/ }))
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Start the demo CPE' }))
    await vi.waitFor(() => expect(standIn.status.demo).toBe(true))
  })

  it('go from pane to pane', async () => {
    open(createStandIn())
    await screen.findByText('EN-4200')
    await screen.findByRole('listbox', { name: 'Sessions' })
    const pane = () => document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset['pane']
    const seen = new Set<string | undefined>()
    for (let step = 0; step < 5; step++) {
      fireEvent.keyDown(document.activeElement ?? document.body, { key: 'F6' })
      seen.add(pane())
    }
    expect(seen).toContain('devices')
    expect(seen).toContain('sessions')
    expect(seen.size).toBeGreaterThanOrEqual(4)
  })

  it('ask the CPE that is selected', async () => {
    const standIn = createStandIn()
    open(standIn)
    await vi.waitFor(() => expect(useSelection.getState().deviceId).toBe(gatewayId))
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })
    fireEvent.click(await screen.findByText('Call the CPE now'))
    await screen.findByText('The CPE accepted the connection request.')
  })
})

describe('the layout', () => {
  it('is remembered, and a broken memory does no harm', async () => {
    const first = open(createStandIn())
    await screen.findByText('EN-4200')
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })
    fireEvent.click(await screen.findByText('Float the panel in front of the others'))
    await vi.waitFor(() => expect(localStorage.getItem('cwmp-workbench.layout.1')).not.toBeNull())
    first.unmount()
    stop?.()

    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    localStorage.setItem('cwmp-workbench.layout.1', '{"panels":{"devices":')
    open(createStandIn())
    for (const name of [/^Devices/, /^Sessions/, /^Timeline/, /^Parameters/, /^Inspector/]) await tab(name)
  })
})
