// @vitest-environment happy-dom
import { Notifications } from '@mantine/notifications'
import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { AcsSettingsCommands, ListenerFacts } from '../../../../src/renderer/features/acs-settings/index.js'
import { useAuthMode } from '../../../../src/renderer/features/acs-settings/auth-mode.js'
import { useSettingsView } from '../../../../src/renderer/features/acs-settings/settings-view.js'
import type { CommandId } from '../../../../src/renderer/app/command-table.js'
import { onEngineEvent } from '../../../../src/renderer/state/engine-events.js'
import { useEngineStatus } from '../../../../src/renderer/state/engine-status.js'
import { useSelection } from '../../../../src/renderer/state/selection.js'
import { createStandIn } from '../../../stand-in/client.js'
import { gatewayId } from '../../../stand-in/sample.js'
import { preparePage, renderOn } from '../../in-page.js'

preparePage()

function StatusBar() {
  const status = useEngineStatus((engine) => engine.status)
  return status && <ListenerFacts status={status} />
}

async function open(command: CommandId) {
  act(() => {
    useSettingsView.setState(useSettingsView.getInitialState(), true)
    useAuthMode.setState({ mode: null })
  })
  const standIn = createStandIn()
  onEngineEvent('status', ({ status }) => useEngineStatus.getState().setStatus(status))
  const page = renderOn(
    standIn,
    <>
      <Notifications />
      <AcsSettingsCommands />
      <StatusBar />
    </>,
  )
  act(() => {
    useEngineStatus.getState().setStatus(standIn.status)
    useSelection.getState().selectDevice(gatewayId)
  })
  await vi.waitFor(() => expect(standIn.calls).toContain('events'))
  act(() => void page.commands.run(command))
  const dialog = await screen.findByRole('dialog')
  return { standIn, dialog: within(dialog), ...page }
}

const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } })

describe('how CPEs log in', () => {
  it('is chosen with a press, holds at once, and is said in the status bar', async () => {
    const { standIn, dialog } = await open('acs.authentication')
    fireEvent.click(await dialog.findByRole('radio', { name: 'Digest' }))
    await vi.waitFor(() => expect(standIn.acs.authentication.mode).toBe('digest'))
    await screen.findByRole('button', { name: 'CPEs log in by Digest' })
    fireEvent.click(await dialog.findByRole('checkbox', { name: 'SHA-256' }))
    await vi.waitFor(() => expect(standIn.acs.authentication.algorithms).toEqual(['MD5', 'SHA-256']))
    const realm = dialog.getByLabelText('Realm')
    type(realm, 'é')
    dialog.getByText('must be 1 to 100 ASCII characters')
    type(realm, 'lab')
    fireEvent.keyDown(realm, { key: 'Enter' })
    await vi.waitFor(() => expect(standIn.acs.authentication.realm).toBe('lab'))
  })

  it('keeps what all share, which is never shown again, and forgets it', async () => {
    const { standIn, dialog } = await open('acs.authentication')
    const shared = within(await dialog.findByRole('region', { name: 'Shared by all CPEs' }))
    type(shared.getByLabelText('User name'), 'cpe')
    const password = shared.getByLabelText('Password', { selector: 'input' })
    type(password, 'hunter2')
    fireEvent.click(shared.getByRole('button', { name: 'Store' }))
    await vi.waitFor(() => expect(standIn.acs.passwords.get('shared')).toBe('hunter2'))
    await vi.waitFor(() => expect(password).toHaveProperty('value', ''))
    fireEvent.click(shared.getByRole('button', { name: 'Forget' }))
    await vi.waitFor(() => expect(standIn.acs.authentication.shared).toBeNull())
  })

  it('is stored for one CPE, and taken back', async () => {
    const { standIn, commands, dialog } = await open('device.login')
    type(await dialog.findByLabelText('User name'), 'gateway')
    type(dialog.getByLabelText('Password', { selector: 'input' }), 'hunter2')
    fireEvent.click(dialog.getByRole('button', { name: 'Store' }))
    await screen.findByText('Stored what EN-4200 logs in with')
    expect(standIn.acs.logins.get(gatewayId)).toMatchObject({ username: 'gateway', hasPassword: true })
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    act(() => void commands.run('device.login'))
    fireEvent.click(await screen.findByRole('button', { name: 'As for all again' }))
    await vi.waitFor(() => expect(standIn.acs.logins.size).toBe(0))
  })

  it('says why a choice was not taken', async () => {
    const { standIn, dialog } = await open('acs.authentication')
    const basic = await dialog.findByRole('radio', { name: 'Basic' })
    standIn.lose()
    fireEvent.click(basic)
    expect((await dialog.findByRole('alert')).textContent).toContain('no connection')
  })
})

describe('TLS', () => {
  it('is switched on, tells its URL and certificate, and stands in the status bar, which leads back', async () => {
    const { standIn, dialog } = await open('acs.tls')
    fireEvent.click(await dialog.findByRole('switch', { name: 'Listen with TLS' }))
    await dialog.findByText('https://127.0.0.1:7548/')
    dialog.getByText('CN=CWMP Workbench on lab-bench')
    expect(standIn.acs.tls.port).toBe(7548)
    act(() => useSettingsView.getState().close())
    fireEvent.click(await screen.findByRole('button', { name: 'TLS :7548' }))
    expect(useSettingsView.getState().section).toBe('tls')
  })

  it('takes a certificate of one’s own, and says why it cannot be read', async () => {
    const { standIn, dialog } = await open('acs.tls')
    fireEvent.click(await dialog.findByRole('button', { name: 'Use one of your own…' }))
    type(dialog.getByLabelText('Private key'), 'nonsense')
    type(dialog.getByLabelText('Certificate, then those that signed it'), '-----BEGIN CERTIFICATE-----')
    fireEvent.click(dialog.getByRole('button', { name: 'Import' }))
    expect((await dialog.findByRole('alert')).textContent).toContain('it is no PEM')
    type(dialog.getByLabelText('Private key'), '-----BEGIN PRIVATE KEY-----')
    fireEvent.click(dialog.getByRole('button', { name: 'Import' }))
    await dialog.findByRole('button', { name: 'Forget the imported one' })
    expect(standIn.acs.tls.hasImported).toBe(true)
  })

  it('offers only the versions that the library of the host speaks, and names the others', async () => {
    const { dialog } = await open('acs.tls')
    await dialog.findByText(/does not speak TLSv1 and TLSv1\.1/)
  })
})

describe('redirects', () => {
  it('are added for all or for one CPE, and removed', async () => {
    const { standIn, dialog } = await open('acs.redirects')
    const url = await dialog.findByLabelText('URL')
    type(url, 'ftp://x')
    dialog.getByText('begins with http:// or https://')
    type(url, 'http://192.0.2.11:7547/')
    fireEvent.click(dialog.getByRole('button', { name: 'Add' }))
    await dialog.findByRole('row', {
      name: /every CPE http:\/\/192\.0\.2\.11:7547\/ 302 at the Inform 0 of 1 time/,
    })
    fireEvent.click(dialog.getByRole('button', { name: 'Remove the redirect to http://192.0.2.11:7547/' }))
    await vi.waitFor(() => expect(standIn.acs.redirects).toEqual([]))
  })
})

describe('the XMPP account', () => {
  it('is stored, and tried step by step', async () => {
    const { standIn, dialog } = await open('acs.xmpp')
    type(await dialog.findByLabelText('JID'), 'acs@xmpp.example.net')
    type(dialog.getByLabelText('Password', { selector: 'input' }), 'hunter2')
    fireEvent.click(dialog.getByRole('button', { name: 'Store' }))
    fireEvent.click(await dialog.findByRole('button', { name: 'Log in now, to see whether it is right' }))
    await dialog.findByText('Connected to xmpp.example.net:5222.')
    await dialog.findByText('acs@xmpp.example.net/workbench')
    expect(standIn.reaching.secrets.get('xmpp')).toBe('hunter2')
  })
})

describe('STUN and notifications', () => {
  it('are listened for on a port, and the addresses seen are listed', async () => {
    const { standIn, dialog } = await open('acs.stun')
    const at = new Date().toISOString()
    standIn.reaching.stun = {
      ...standIn.reaching.stun,
      bindings: [
        {
          address: '198.51.100.7:6000',
          forConnectionRequests: true,
          changed: false,
          username: null,
          firstAt: at,
          lastAt: at,
        },
      ],
    }
    fireEvent.click(await dialog.findByRole('switch', { name: 'Listen for STUN' }))
    await dialog.findByText('198.51.100.7:6000')
    await screen.findByRole('button', { name: 'STUN :3478' })
    fireEvent.click(dialog.getByRole('tab', { name: 'Notifications' }))
    fireEvent.click(await dialog.findByRole('switch', { name: 'Listen for notifications' }))
    await dialog.findByText('0.0.0.0:0')
  })
})

describe('what was refused', () => {
  it('is listed with its reason', async () => {
    const { standIn, dialog } = await open('acs.xmpp')
    standIn.acs.refused.push({
      at: new Date().toISOString(),
      kind: 'authentication',
      remote: '192.0.2.17:51004',
      local: '192.0.2.10:7547',
      deviceId: null,
      username: 'bench',
      reason: 'wrong-password',
      detail: 'The password is not the one that is kept.',
      sessionId: 'cap1.4318',
    })
    fireEvent.click(dialog.getByRole('tab', { name: 'Refused' }))
    await dialog.findByText('wrong-password')
    fireEvent.click(dialog.getByRole('button', { name: 'Show the session' }))
    expect(useSelection.getState().sessionId).toBe('cap1.4318')
  })
})
