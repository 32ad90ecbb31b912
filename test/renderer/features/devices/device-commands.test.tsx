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
  const dialogNamed = (name: string) => screen.findByRole('dialog', { name })

  it('shows at once that it is under way, that the session is there, and then every step with the verdict', async () => {
    const { standIn, run } = open()
    let answer: () => void = () => undefined
    standIn.reachGate = new Promise((resolve) => (answer = resolve))
    standIn.reach = {
      ok: true,
      method: 'http',
      steps: [
        { name: 'connect', ok: true, detail: 'Connected to 192.0.2.17:7547', ms: 3 },
        { name: 'digest', ok: true, detail: 'The digest is MD5 over user name "bench".', ms: 0 },
        { name: 'verdict', ok: true, detail: 'The CPE was called by HTTP and came: 31 ms in all.', ms: 31 },
      ],
      session: { seen: true, afterMs: 20 },
    }
    run('device.connectionRequest')
    const dialog = await dialogNamed('Connection request')
    within(dialog).getByText('Calling…')
    expect(within(dialog).getByRole('button', { name: 'Call again' })).toHaveProperty('disabled', true)
    await vi.waitFor(() => expect(standIn.calls).toContain('events'))
    const session = standIn.beginSession(gatewayId)
    await within(dialog).findByText('The CPE is here: a session of it is open.')
    answer()
    const verdict = await within(dialog).findByRole('status')
    await vi.waitFor(() => expect(verdict.textContent).toContain('came: 31 ms in all'))
    expect(
      within(dialog)
        .getAllByRole('listitem')
        .map((step) => step.textContent),
    ).toEqual([
      expect.stringMatching(/^done: Connect to it3 ms/),
      expect.stringMatching(/^done: What the digest is made of/),
    ])
    fireEvent.click(await within(dialog).findByRole('button', { name: 'Show the session' }))
    expect(useSelection.getState().sessionId).toBe(session.sessionId)
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('shows every step when it failed, leads to the credentials, and calls again with them', async () => {
    const { standIn, run } = open()
    standIn.reach = {
      ok: false,
      method: 'http',
      steps: [
        { name: 'connect', ok: true, detail: 'Connected to 192.0.2.17:7547', ms: 3 },
        { name: 'authorise', ok: false, detail: 'None are stored for it.', ms: 12 },
        { name: 'verdict', ok: false, detail: 'The CPE was not reached by HTTP.', ms: 15 },
      ],
    }
    run('device.connectionRequest')
    const dialog = await dialogNamed('Connection request')
    await within(dialog).findByText('The CPE was not reached by HTTP.')
    const steps = within(dialog).getAllByRole('listitem')
    expect(steps.map((step) => step.textContent)).toEqual([
      expect.stringMatching(/^done: Connect to it.*192\.0\.2\.17/),
      expect.stringMatching(/^failed: Log in.*None are stored/),
    ])
    fireEvent.click(within(dialog).getByRole('button', { name: 'Connection request credentials…' }))
    const form = await dialogNamed('Connection request credentials')
    fireEvent.change(within(form).getByLabelText('User name'), { target: { value: 'bench' } })
    standIn.reach = { ok: true, method: 'http', steps: [] }
    fireEvent.click(within(form).getByRole('button', { name: 'Store and call the CPE' }))
    await within(await dialogNamed('Connection request')).findByText(
      'The CPE accepted the connection request.',
    )
    expect(standIn.credentials.get(gatewayId)?.username).toBe('bench')
  })

  it('tells who has closed the window what came of it, and leads back', async () => {
    const { standIn, run } = open()
    let answer: () => void = () => undefined
    standIn.reachGate = new Promise((resolve) => (answer = resolve))
    standIn.reach = { ok: false, method: 'http', steps: [] }
    run('device.connectionRequest')
    fireEvent.keyDown(await dialogNamed('Connection request'), { key: 'Escape' })
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    answer()
    await screen.findByText('EN-4200 did not take the connection request')
    fireEvent.click(screen.getByRole('button', { name: 'Show why' }))
    within(await dialogNamed('Connection request')).getByText('The CPE did not take the connection request.')
  })

  it('lets one choose among the ways that the CPE has told', async () => {
    const { standIn, run } = open()
    standIn.tree.set('InternetGatewayDevice.ManagementServer.ConnReqJabberID', { value: 'cpe@example.net' })
    run('device.connectionRequest')
    const dialog = await dialogNamed('Connection request')
    fireEvent.click(await within(dialog).findByRole('radio', { name: 'XMPP' }))
    expect(within(dialog).queryByRole('radio', { name: 'UDP' })).toBeNull()
    const again = within(dialog).getByRole('button', { name: 'Call again' })
    await vi.waitFor(() => expect(again).toHaveProperty('disabled', false))
    fireEvent.click(again)
    await within(dialog).findByText('192.0.2.17 answered by xmpp')
  })
})
