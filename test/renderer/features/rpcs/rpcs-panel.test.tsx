// @vitest-environment happy-dom
import { Notifications } from '@mantine/notifications'
import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Rpc } from '../../../../src/contract/index.js'
import { RpcsPanel } from '../../../../src/renderer/features/rpcs/index.js'
import { messageLabel } from '../../../../src/renderer/features/rpcs/rpc-words.js'
import { useSelection } from '../../../../src/renderer/state/selection.js'
import { createStandIn } from '../../../stand-in/client.js'
import { gatewayId } from '../../../stand-in/sample.js'
import { preparePage, renderOn } from '../../in-page.js'

preparePage()

function rpc(id: string, more: Partial<Rpc> = {}): Rpc {
  return {
    id,
    deviceId: gatewayId,
    method: 'GetParameterValues',
    arguments: { ParameterNames: ['InternetGatewayDevice.DeviceInfo.'] },
    state: 'queued',
    messageIds: [],
    createdAt: `2026-11-22T10:00:0${id.at(-1) ?? ''}.000Z`,
    ...more,
  }
}

function open(...rpcs: Rpc[]) {
  const standIn = createStandIn()
  standIn.rpcs.push(...rpcs)
  const page = renderOn(
    standIn,
    <>
      <Notifications />
      <RpcsPanel />
    </>,
  )
  act(() => useSelection.getState().selectDevice(gatewayId))
  page.commands.enter('rpcs')
  return { standIn, ...page }
}

const rows = async (count: number) => {
  await vi.waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(count))
  return screen.getAllByRole('option')
}

const detail = () => screen.getByRole('region', { name: 'Selected RPC' })

describe('the queue of a CPE', () => {
  it('stands in the order in which it goes out, with what each is about', async () => {
    open(
      rpc('r1'),
      rpc('r2', {
        method: 'SetParameterValues',
        priority: 5,
        arguments: {
          ParameterList: [
            { Name: 'Device.WiFi.SSID.1.SSID', Value: 'lab', Type: 'xsd:string' },
            {
              Name: 'Device.WiFi.AccessPoint.1.Security.KeyPassphrase',
              Value: 'hunter22',
              Type: 'xsd:string',
            },
          ],
        },
      }),
      rpc('r3', { state: 'sent', method: 'Reboot', arguments: { CommandKey: 'k1' } }),
      rpc('r4', { state: 'done' }),
    )
    const [first, second, third] = await rows(3)
    expect(first?.textContent).toMatch(/^1Reboot.*sent/)
    expect(second?.textContent).toMatch(/^2SetParameterValues.*SSID = lab.*priority 5/)
    expect(third?.textContent).toMatch(/^3GetParameterValues.*DeviceInfo\./)
    expect(document.body.textContent).not.toContain('hunter22')
  })

  it('says that nothing waits, and shows what was queued before', async () => {
    open(rpc('r4', { state: 'done' }))
    fireEvent.click(await screen.findByRole('button', { name: 'Show what was queued before' }))
    expect((await rows(1))[0]?.textContent).toContain('done')
  })

  it('takes one back, which can be undone', async () => {
    const { standIn } = open(rpc('r1'))
    fireEvent.pointerDown((await rows(1))[0] as Element, { button: 0 })
    fireEvent.click(within(detail()).getByRole('button', { name: 'Cancel' }))
    await screen.findByText('Nothing waits for this CPE')
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }))
    await rows(1)
    expect(standIn.rpcs.map(({ state }) => state).sort()).toEqual(['cancelled', 'queued'])
  })

  it('takes one back by key, and only what was not sent', async () => {
    const { commands } = open(rpc('r1'), rpc('r2', { state: 'sent' }))
    const list = await rows(2)
    fireEvent.pointerDown(list[0] as Element, { button: 0 })
    expect(commands.available()).not.toContain('rpc.cancel')
    fireEvent.pointerDown(list[1] as Element, { button: 0 })
    act(() => void commands.run('rpc.cancel'))
    await rows(1)
  })

  it('tells what became of one that was lost, warns, and sends it again when the user says so', async () => {
    const { standIn } = open(
      rpc('r1', {
        method: 'FactoryReset',
        arguments: {},
        state: 'failed',
        lost: true,
        attempts: 1,
        fault: {
          code: 'interrupted',
          string: 'The session broke. Whether the CPE carried it out is not known.',
        },
        messageIds: ['cap1.4318.1'],
      }),
    )
    fireEvent.click(await screen.findByRole('radio', { name: 'All' }))
    const [lost] = await rows(1)
    expect(lost?.textContent).toContain('lost')
    fireEvent.pointerDown(lost as Element, { button: 0 })
    within(detail()).getByText(/look at the parameters it is about/)
    fireEvent.click(within(detail()).getByRole('button', { name: 'Send again now' }))
    await vi.waitFor(() => expect(standIn.rpcs[0]?.state).toBe('queued'))
  })

  it('names the parameters the CPE refused, and leads to the message', async () => {
    const { standIn } = open(
      rpc('r1', {
        method: 'SetParameterValues',
        state: 'failed',
        fault: {
          code: '9003',
          string: 'Invalid arguments',
          parameters: [{ parameterName: 'Device.X', code: '9007', string: 'Invalid value' }],
        },
        messageIds: ['unknown'],
      }),
    )
    const message = (await standIn.client.sessions.messages({ sessionId: 'cap1.4318' })).items[2]
    standIn.rpcs[0] = { ...(standIn.rpcs[0] as Rpc), messageIds: [message?.id ?? ''] }
    fireEvent.click(await screen.findByRole('radio', { name: 'All' }))
    const [failed] = await rows(1)
    expect(failed?.textContent).toContain('The CPE refused it with 9003 (Invalid arguments).')
    fireEvent.pointerDown(failed as Element, { button: 0 })
    within(detail()).getByText('Device.X')
    fireEvent.click(within(detail()).getByRole('button', { name: 'Show the request' }))
    await vi.waitFor(() => expect(useSelection.getState().messageId).toBe(message?.id))
  })

  it('tells the request from the answer among the messages that carried it', () => {
    const ids = (...messageIds: string[]) => ({ messageIds })
    const labels = (each: Rpc) => each.messageIds.map((_, at) => messageLabel(each, at))
    expect(labels(rpc('r1', { state: 'sent', ...ids('a') }))).toEqual(['Show the request'])
    expect(labels(rpc('r1', { state: 'done', ...ids('a', 'b') }))).toEqual([
      'Show the request',
      'Show the answer',
    ])
    expect(labels(rpc('r1', { state: 'done', ...ids('a', 'b', 'c') }))).toEqual([
      'Show message 1',
      'Show message 2',
      'Show the answer',
    ])
  })
})
