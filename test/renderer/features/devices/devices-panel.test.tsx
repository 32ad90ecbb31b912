// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { DevicesPanel } from '../../../../src/renderer/features/devices/index.js'
import { useSelection } from '../../../../src/renderer/state/selection.js'
import { useSessionList } from '../../../../src/renderer/state/session-list.js'
import { createStandIn } from '../../../stand-in/client.js'
import { renderOn, preparePage } from '../../in-page.js'

preparePage()

const row = (name: string) => screen.findByRole('option', { name: new RegExp(name) })

describe('the list of CPEs', () => {
  it('shows each CPE with what one wants to know of it', async () => {
    renderOn(createStandIn(), <DevicesPanel />)
    const gateway = within(await row('EN-4200'))
    gateway.getByText('online')
    gateway.getByText('Example Networks')
    gateway.getByText('2 pending')
    gateway.getByText('fault')
    gateway.getByText(/2,0\d\d parameters/)
    gateway.getByText(/s ago/)
    within(await row('DEMO0001')).getByText('not heard of for long')
  })

  it('selects the first CPE for somebody who has chosen nothing', async () => {
    const standIn = createStandIn()
    renderOn(standIn, <DevicesPanel />)
    await vi.waitFor(() => expect(useSelection.getState().deviceId).toBe(standIn.devices[0]?.id))
  })

  it('selects by arrow keys, and follows the newest session of the CPE chosen', async () => {
    const standIn = createStandIn()
    useSessionList.getState().follow(false)
    renderOn(standIn, <DevicesPanel />)
    await vi.waitFor(() => expect(useSelection.getState().deviceId).not.toBeNull())
    fireEvent.keyDown(screen.getByRole('listbox', { name: 'CPEs' }), { key: 'ArrowDown' })
    expect(useSelection.getState().deviceId).toBe(standIn.devices[1]?.id)
    expect(useSessionList.getState().following).toBe(true)
  })

  it('shows what becomes of a CPE while one looks', async () => {
    const standIn = createStandIn()
    renderOn(standIn, <DevicesPanel />)
    const gateway = await row('EN-4200')
    const [device] = standIn.devices
    if (!device) throw new Error('no sample device')
    act(() => standIn.publish({ type: 'device', device: { ...device, pending: 7, online: false } }))
    await within(gateway).findByText('7 pending')
    within(gateway).getByText('not heard of for long')
  })

  it('lets no name a CPE gives itself pretend to be another', async () => {
    const standIn = createStandIn()
    const [device] = standIn.devices
    if (!device) throw new Error('no sample device')
    standIn.devices[0] = { ...device, productClass: 'EN-\u202e0024' }
    renderOn(standIn, <DevicesPanel />)
    await screen.findByTitle('U+202E')
  })

  it('opens the menu of a CPE by the right button and by the keyboard, and gives the focus back', async () => {
    const standIn = createStandIn()
    const { commands } = renderOn(standIn, <DevicesPanel />)
    const credentials = vi.fn()
    commands.add('device.credentials', { run: credentials })
    fireEvent.contextMenu(await row('EN-100'))
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Connection request credentials…' }))
    expect(credentials).toHaveBeenCalled()
    expect(useSelection.getState().deviceId).toBe(standIn.devices[1]?.id)
    const list = screen.getByRole('listbox', { name: 'CPEs' })
    await vi.waitFor(() => expect(document.activeElement).toBe(list))
    fireEvent.keyDown(list, { key: 'F10', shiftKey: true })
    await screen.findByRole('menuitem', { name: 'Call the CPE now' })
  })

  it('teaches how a CPE gets here while there is none', async () => {
    const { commands } = renderOn(createStandIn({ empty: true }), <DevicesPanel />)
    const connect = vi.fn()
    commands.add('acs.connect', { run: connect })
    await screen.findByText('A CPE appears here with its first Inform.')
    fireEvent.click(screen.getByRole('button', { name: 'How to connect one' }))
    expect(connect).toHaveBeenCalled()
  })

  it('says why the list could not be had, and tries again', async () => {
    const standIn = createStandIn()
    standIn.lose()
    renderOn(standIn, <DevicesPanel />)
    await screen.findByText('The CPEs could not be listed')
    standIn.recover()
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await row('EN-4200')
  })
})
