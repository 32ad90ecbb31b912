// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { Notifications } from '@mantine/notifications'
import { DeviceCommands } from '../../../../src/renderer/features/devices/index.js'
import { useDeviceDialogs } from '../../../../src/renderer/features/devices/device-dialogs.js'
import { useSelection } from '../../../../src/renderer/state/selection.js'
import { createStandIn } from '../../../stand-in/client.js'
import { gatewayId } from '../../../stand-in/sample.js'
import { preparePage, renderOn } from '../../in-page.js'

preparePage()

function open() {
  act(() => useDeviceDialogs.getState().close())
  const standIn = createStandIn()
  const page = renderOn(
    standIn,
    <>
      <Notifications />
      <DeviceCommands />
    </>,
  )
  act(() => useSelection.getState().selectDevice(gatewayId))
  const run = (id: Parameters<typeof page.commands.run>[0]) => act(() => void page.commands.run(id))
  return { standIn, run, ...page }
}

describe('connection request credentials', () => {
  it('are stored for the selected CPE, and say what they are for', async () => {
    const { standIn, run } = open()
    run('device.credentials')
    const dialog = await screen.findByRole('dialog', { name: 'Connection request credentials' })
    within(dialog).getByText('EN-4200')
    within(dialog).getByText(/ManagementServer.ConnectionRequestUsername/)
    expect(within(dialog).getByRole('button', { name: 'Store' })).toHaveProperty('disabled', true)
    fireEvent.change(within(dialog).getByLabelText('User name'), { target: { value: 'bench' } })
    const password = within(dialog).getByLabelText('Password', { selector: 'input' })
    expect(password.getAttribute('type')).toBe('password')
    fireEvent.change(password, { target: { value: 'hunter2' } })
    fireEvent.click(within(dialog).getByRole('button', { name: 'Store' }))
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(standIn.credentials.get(gatewayId)).toEqual({ username: 'bench', password: 'hunter2' })
  })

  it('are never shown again', async () => {
    const { run, standIn } = open()
    standIn.credentials.set(gatewayId, { username: 'bench', password: 'hunter2' })
    run('device.credentials')
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).getByLabelText('User name')).toHaveProperty('value', '')
  })

  it('say why they could not be stored, and keep what was typed', async () => {
    const { standIn, run } = open()
    run('device.credentials')
    const dialog = await screen.findByRole('dialog')
    fireEvent.change(within(dialog).getByLabelText('User name'), { target: { value: 'bench' } })
    standIn.lose()
    fireEvent.click(within(dialog).getByRole('button', { name: 'Store' }))
    expect((await within(dialog).findByRole('alert')).textContent).toContain('no connection')
    expect(within(dialog).getByLabelText('User name')).toHaveProperty('value', 'bench')
  })
})

describe('calling the CPE', () => {
  it('tells when it accepted', async () => {
    const { standIn, run } = open()
    run('device.connectionRequest')
    await screen.findByText('EN-4200 accepted the connection request')
    expect(standIn.calls).toContain('connectionRequest')
  })

  it('shows every step when it failed, leads to the credentials, and calls again with them', async () => {
    const { standIn, run } = open()
    standIn.reach = {
      ok: false,
      method: 'http',
      steps: [
        { name: 'connect', ok: true, detail: 'Connected to 192.0.2.17:7547', ms: 3 },
        { name: 'authorise', ok: false, detail: 'None are stored for it.', ms: 12 },
      ],
    }
    run('device.connectionRequest')
    const dialog = await screen.findByRole('dialog', { name: 'The CPE did not take the connection request' })
    const steps = within(dialog).getAllByRole('listitem')
    expect(steps.map((step) => step.textContent)).toEqual([
      expect.stringMatching(/^done: Connect to it.*192\.0\.2\.17/),
      expect.stringMatching(/^failed: Log in.*None are stored/),
    ])
    fireEvent.click(within(dialog).getByRole('button', { name: 'Connection request credentials…' }))
    const form = await screen.findByRole('dialog', { name: 'Connection request credentials' })
    fireEvent.change(within(form).getByLabelText('User name'), { target: { value: 'bench' } })
    standIn.reach = { ok: true, method: 'http', steps: [] }
    fireEvent.click(within(form).getByRole('button', { name: 'Store and call the CPE' }))
    await screen.findByText('EN-4200 accepted the connection request')
    expect(standIn.credentials.get(gatewayId)?.username).toBe('bench')
  })
})
