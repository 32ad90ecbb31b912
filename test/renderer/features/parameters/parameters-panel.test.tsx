// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Rpc } from '../../../../src/contract/index.js'
import { ParametersPanel } from '../../../../src/renderer/features/parameters/index.js'
import { useSelection } from '../../../../src/renderer/state/selection.js'
import { createStandIn, type StandIn } from '../../../stand-in/client.js'
import { renderOn, preparePage } from '../../in-page.js'

preparePage()

const WLAN = 'InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.'

async function show() {
  const standIn = createStandIn({ parameters: 300 })
  useSelection.getState().selectDevice(standIn.devices[0]!.id)
  const page = renderOn(standIn, <ParametersPanel />)
  await screen.findByRole('row', { name: /DeviceInfo\./ })
  return { standIn, grid: screen.getByRole('treegrid'), ...page }
}

async function search(text: string) {
  fireEvent.change(screen.getByRole('textbox', { name: /Search/ }), { target: { value: text } })
  await waitFor(() => expect(screen.getByRole('status').textContent).toContain('found'))
}

const rowOf = (name: string) =>
  screen.getByText(name, { selector: '[role="row"] *' }).closest<HTMLElement>('[role="row"]')!

/** Opens the editor of the active row, types, and stages. */
function typeInto(name: string, value: string) {
  fireEvent.pointerDown(rowOf(name), { button: 0 })
  fireEvent.keyDown(screen.getByRole('treegrid'), { key: 'F2' })
  const input = screen.getByRole('textbox', { name: `New value of ${name}` })
  fireEvent.change(input, { target: { value } })
  fireEvent.keyDown(input, { key: 'Enter' })
}

function end(standIn: StandIn, rpc: Rpc, more: Partial<Rpc>) {
  act(() => standIn.publish({ type: 'rpc', rpc: { ...rpc, endedAt: '2026-11-22T12:00:00.000Z', ...more } }))
}

describe('the parameter tree', () => {
  it('explains an unknown tree and offers to fetch all of it', async () => {
    const standIn = createStandIn({ parameters: 0 })
    useSelection.getState().selectDevice(standIn.devices[0]!.id)
    vi.spyOn(standIn.tree, 'rows').mockReturnValue({ rows: [], total: 0, matches: 0, position: null })
    renderOn(standIn, <ParametersPanel />)
    await screen.findByText(/Nothing of this CPE’s tree is known yet/)
    fireEvent.click(screen.getByText('Fetch the whole tree'))
    await waitFor(() => expect(standIn.jobs).toHaveLength(1))
    expect(standIn.jobs[0]).toMatchObject({ strategy: 'batches', prefix: '', deliver: 'connection-request' })
    await screen.findByRole('progressbar', { name: 'Fetching Whole tree' })
  })

  it('opens the root and gives each row its place for assistive technology', async () => {
    await show()
    const root = rowOf('InternetGatewayDevice.')
    expect(root.getAttribute('aria-expanded')).toBe('true')
    expect(root.getAttribute('aria-level')).toBe('1')
    const info = rowOf('DeviceInfo.')
    expect(info.getAttribute('aria-level')).toBe('2')
    expect(info.getAttribute('aria-posinset')).toBe('1')
    expect(Number(info.getAttribute('aria-setsize'))).toBeGreaterThan(3)
    expect(info.getAttribute('aria-expanded')).toBe('false')
  })

  it('opens, enters, leaves and closes objects by arrow keys', async () => {
    const { grid } = await show()
    fireEvent.pointerDown(rowOf('DeviceInfo.'), { button: 0 })
    fireEvent.keyDown(grid, { key: 'ArrowRight' })
    await screen.findByText('Manufacturer')
    fireEvent.keyDown(grid, { key: 'ArrowRight' })
    expect(useSelection.getState().path).toBe('InternetGatewayDevice.DeviceInfo.Manufacturer')
    fireEvent.keyDown(grid, { key: 'ArrowLeft' })
    expect(useSelection.getState().path).toBe('InternetGatewayDevice.DeviceInfo.')
    fireEvent.keyDown(grid, { key: 'ArrowLeft' })
    await waitFor(() => expect(screen.queryByText('Manufacturer')).toBeNull())
  })

  it('finds by name and tells how many', async () => {
    await show()
    await search('channel')
    await screen.findAllByText('AutoChannelEnable')
    expect(screen.getByRole('status').textContent).toMatch(/^4 found in/)
    expect(screen.queryByText('DeviceInfo.')).toBeNull()
  })

  it('says that what was never fetched cannot be found', async () => {
    await show()
    fireEvent.change(screen.getByRole('textbox', { name: /Search/ }), { target: { value: 'no such thing' } })
    expect(await screen.findByText(/What was never fetched cannot be found/)).toBeTruthy()
  })

  it('shows a path that another part of the page selects, with all that is above it open', async () => {
    await show()
    act(() => useSelection.getState().selectPath(`${WLAN}SSID`))
    expect(await screen.findByRole('heading', { name: `${WLAN}SSID` })).toBeTruthy()
    expect(rowOf('SSID').getAttribute('aria-selected')).toBe('true')
  })

  it('pulls what it shows again when the tree changes', async () => {
    const { standIn } = await show()
    await search('SoftwareVersion')
    await screen.findByText('2.1.0')
    standIn.tree.set('InternetGatewayDevice.DeviceInfo.SoftwareVersion', { value: '2.2.0' })
    act(() =>
      standIn.publish({
        type: 'parameters',
        deviceId: standIn.devices[0]!.id,
        count: 1,
        paths: [],
        version: 9,
      }),
    )
    expect(await screen.findByText('2.2.0')).toBeTruthy()
  })

  it('masks what is secret until somebody asks', async () => {
    const { standIn } = await show()
    standIn.tree.set(`${WLAN}KeyPassphrase`, { value: 'hunter22' })
    await search('KeyPassphrase')
    const [row] = await screen.findAllByText('KeyPassphrase')
    await waitFor(() => expect(screen.getByText('••••••••')).toBeTruthy())
    expect(document.body.textContent).not.toContain('hunter22')
    fireEvent.pointerDown(row!.closest('[role="row"]')!, { button: 0 })
    fireEvent.click(within(rowOf('••••••••')).getByRole('button', { name: 'Show the value' }))
    expect(document.body.textContent).toContain('hunter22')
  })
})

describe('editing values', () => {
  it('stages, and sends all edits as one SetParameterValues with the right types', async () => {
    const { standIn } = await show()
    await search(`${WLAN}`)
    await screen.findByText('Channel')
    typeInto('Channel', '6')
    typeInto('SSID', 'lab-bench')
    expect(rowOf('Channel').dataset['staged']).toBe('staged')
    expect(screen.getByText('2 changes staged')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Send now' }))
    await waitFor(() => expect(standIn.rpcs).toHaveLength(1))
    expect(standIn.rpcs[0]).toMatchObject({
      method: 'SetParameterValues',
      arguments: {
        ParameterList: [
          { Name: `${WLAN}Channel`, Value: '6', Type: 'xsd:unsignedInt' },
          { Name: `${WLAN}SSID`, Value: 'lab-bench', Type: 'xsd:string' },
        ],
      },
    })
    await waitFor(() => expect(rowOf('Channel').dataset['staged']).toBe('sent'))
    end(standIn, standIn.rpcs[0]!, { state: 'done', result: { Status: '0' } })
    expect(await screen.findByText('The CPE took 2 values.')).toBeTruthy()
    expect(rowOf('Channel').dataset['staged']).toBeUndefined()
  })

  it('does not stage what the type forbids, and says why', async () => {
    await show()
    await search(`${WLAN}Channel`)
    await screen.findByText('Channel')
    fireEvent.pointerDown(rowOf('Channel'), { button: 0 })
    fireEvent.keyDown(screen.getByRole('treegrid'), { key: 'Enter' })
    const input = screen.getByRole('textbox', { name: 'New value of Channel' })
    fireEvent.change(input, { target: { value: '-1' } })
    fireEvent.keyDown(input, { key: 'Enter' })
    expect(screen.getByRole('alert').textContent).toBe('At least 0.')
    fireEvent.keyDown(input, { key: 'Escape' })
    expect(rowOf('Channel').dataset['staged']).toBeUndefined()
  })

  it('flips a boolean in the spelling of the CPE, and undoes it', async () => {
    const { grid } = await show()
    await search(`${WLAN}Enable`)
    await screen.findByText('Enable')
    fireEvent.pointerDown(rowOf('Enable'), { button: 0 })
    fireEvent.keyDown(grid, { key: ' ' })
    expect(within(rowOf('Enable')).getByText('false')).toBeTruthy()
    fireEvent.keyDown(grid, { key: 'z', ctrlKey: true })
    expect(rowOf('Enable').dataset['staged']).toBeUndefined()
  })

  it('never edits what is read-only', async () => {
    const { grid } = await show()
    await search(`${WLAN}BSSID`)
    await screen.findByText('BSSID')
    fireEvent.pointerDown(rowOf('BSSID'), { button: 0 })
    fireEvent.keyDown(grid, { key: 'F2' })
    expect(screen.queryByRole('textbox', { name: /New value/ })).toBeNull()
  })

  it('pins the fault to its parameter and keeps the edits', async () => {
    const { standIn } = await show()
    await search(`${WLAN}`)
    await screen.findByText('Channel')
    typeInto('Channel', '6')
    typeInto('SSID', 'x')
    fireEvent.click(screen.getByRole('button', { name: 'Next session' }))
    await waitFor(() => expect(rowOf('Channel').dataset['staged']).toBe('sent'))
    end(standIn, standIn.rpcs[0]!, {
      state: 'failed',
      fault: {
        code: '9003',
        string: 'Invalid arguments',
        parameters: [{ parameterName: `${WLAN}Channel`, code: '9007', string: 'Invalid parameter value' }],
      },
    })
    expect(await within(rowOf('Channel')).findByText('9007 Invalid parameter value')).toBeTruthy()
    expect(within(rowOf('SSID')).getByText(/not set/)).toBeTruthy()
    expect(screen.getByText('2 changes staged')).toBeTruthy()
    expect(screen.getByRole('alert').textContent).toContain('Nothing was set')
  })
})

describe('buttons in rows', () => {
  it('leave the focus with the grid, so that its keys go on working', async () => {
    const { grid } = await show()
    await search('Services')
    await screen.findByText('Services.')
    const button = within(rowOf('Services.')).getByRole('button', { name: 'Fetch this branch' })
    expect(fireEvent.mouseDown(button)).toBe(false)
    expect(document.activeElement).toBe(grid)
  })
})

describe('secrets', () => {
  it('stay masked in the preview of the call until somebody asks', async () => {
    await show()
    await search(`${WLAN}`)
    await screen.findByText('KeyPassphrase')
    typeInto('KeyPassphrase', 'hunter22')
    expect(document.body.textContent).not.toContain('hunter22')
    fireEvent.click(screen.getByRole('button', { name: 'Preview' }))
    const preview = await screen.findByRole('dialog', { name: 'SetParameterValues with 1 value' })
    expect(preview.textContent).toContain(
      '<Name>InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.KeyPassphrase',
    )
    expect(preview.textContent).not.toContain('hunter22')
    fireEvent.click(within(preview).getByRole('button', { name: 'Show secrets' }))
    expect(preview.textContent).toContain('hunter22')
  })
})

describe('attributes', () => {
  it('are shown, and changed by SetParameterAttributes, at the parameter', async () => {
    const { standIn } = await show()
    await search(`${WLAN}SSID`)
    await screen.findByText('SSID')
    fireEvent.pointerDown(rowOf('SSID'), { button: 0 })
    const select = await screen.findByRole('combobox', { name: 'Notification' })
    expect(select).toHaveProperty('value', '2')
    fireEvent.change(select, { target: { value: '1' } })
    await screen.findByText(/SetParameterAttributes queued/)
    expect(standIn.rpcs[0]).toMatchObject({
      method: 'SetParameterAttributes',
      arguments: {
        ParameterList: [
          {
            Name: `${WLAN}SSID`,
            NotificationChange: '1',
            Notification: '1',
            AccessListChange: '0',
            AccessList: [],
          },
        ],
      },
    })
    end(standIn, standIn.rpcs[0]!, {
      state: 'failed',
      fault: { code: '9009', string: 'Notification rejected' },
    })
    expect((await screen.findByRole('alert')).textContent).toContain('9009 Notification rejected')
  })

  it('are asked for where they are not known', async () => {
    const { standIn } = await show()
    standIn.tree.set(`${WLAN}SSID`, { notification: null })
    await search(`${WLAN}SSID`)
    await screen.findByText('SSID')
    fireEvent.pointerDown(rowOf('SSID'), { button: 0 })
    fireEvent.click(await screen.findByRole('button', { name: 'Ask the CPE' }))
    await waitFor(() => expect(standIn.rpcs[0]).toMatchObject({ method: 'GetParameterAttributes' }))
  })
})

describe('tables', () => {
  const TABLE = 'InternetGatewayDevice.LANDevice.1.WLANConfiguration.'

  it('get an instance by AddObject, which can be taken back while it is queued', async () => {
    const { standIn, grid } = await show()
    standIn.tree.set(TABLE, { writable: true })
    await search('WLANConfiguration')
    await screen.findByText('WLANConfiguration.')
    await screen.findByRole('button', { name: `AddObject ${TABLE}` })
    fireEvent.pointerDown(rowOf('WLANConfiguration.'), { button: 0 })
    fireEvent.keyDown(grid, { key: '+' })
    await within(rowOf('WLANConfiguration.')).findByText(/AddObject queued/)
    expect(standIn.rpcs[0]).toMatchObject({
      method: 'AddObject',
      arguments: { ObjectName: TABLE, ParameterKey: '' },
    })
    fireEvent.click(screen.getByRole('button', { name: 'take back' }))
    expect(await screen.findByText(/AddObject .* taken back/)).toBeTruthy()
    expect(standIn.rpcs[0]?.state).toBe('cancelled')
  })

  it('open for the new instance, and offer to fetch its values', async () => {
    const { standIn, grid } = await show()
    standIn.tree.set(TABLE, { writable: true })
    act(() => useSelection.getState().selectPath(TABLE))
    await screen.findByRole('button', { name: `AddObject ${TABLE}` })
    fireEvent.keyDown(grid, { key: '+' })
    await within(rowOf('WLANConfiguration.')).findByText(/AddObject queued/)
    end(standIn, standIn.rpcs[0]!, { state: 'done', result: { InstanceNumber: '7', Status: '0' } })
    await screen.findByText('WLANConfiguration.7. was added.')
    await waitFor(() => expect(rowOf('WLANConfiguration.').getAttribute('aria-expanded')).toBe('true'))
    fireEvent.click(screen.getByRole('button', { name: 'Fetch its values' }))
    await waitFor(() => expect(standIn.rpcs[0]?.arguments).toEqual({ ParameterNames: [`${TABLE}7.`] }))
  })

  it('lose an instance by DeleteObject, and say so when the CPE refuses', async () => {
    const { standIn, grid } = await show()
    standIn.tree.set(`${TABLE}2.`, { writable: true })
    await search('WLANConfiguration.2.')
    await screen.findByText('2.')
    await screen.findByRole('button', { name: `DeleteObject ${TABLE}2.` })
    fireEvent.pointerDown(rowOf('2.'), { button: 0 })
    fireEvent.keyDown(grid, { key: 'Delete' })
    await within(rowOf('2.')).findByText(/DeleteObject queued/)
    expect(standIn.rpcs[0]?.arguments).toEqual({ ObjectName: `${TABLE}2.`, ParameterKey: '' })
    end(standIn, standIn.rpcs[0]!, { state: 'failed', fault: { code: '9001', string: 'Request denied' } })
    expect((await screen.findByRole('alert')).textContent).toContain(
      'the CPE refused with 9001 Request denied',
    )
  })
})

describe('fetching', () => {
  it('says why the CPE could not be called, and offers its credentials if these are the reason', async () => {
    const { standIn, commands } = await show()
    const credentials = vi.fn()
    commands.add('device.credentials', { run: credentials })
    await search('Services')
    await screen.findByText('Services.')
    fireEvent.click(within(rowOf('Services.')).getByRole('button', { name: 'Fetch this branch' }))
    await within(rowOf('Services.')).findByText(/waiting for its Inform/)
    const problem = {
      code: `connection-request:${standIn.devices[0]!.id}`,
      message: 'The CPE asks for credentials, and none are stored for it.',
      step: 'authorise',
    }
    const tell = (problems: StandIn['status']['problems']) =>
      act(() => standIn.publish({ type: 'status', status: { ...standIn.status, problems } }))
    tell([problem])
    await screen.findByText(problem.message)
    await within(rowOf('Services.')).findByText(/not reached, waiting for its next Inform/)
    fireEvent.click(screen.getByRole('button', { name: 'Connection request credentials…' }))
    expect(credentials).toHaveBeenCalled()
    tell([{ ...problem, step: 'connect' }])
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Connection request credentials…' })).toBeNull(),
    )
    tell([])
    await within(rowOf('Services.')).findByText(/asked the CPE to come/)
    expect(screen.queryByText(problem.message)).toBeNull()
  })

  it('offers the whole tree while only an Inform has told of it', async () => {
    const standIn = createStandIn({ parameters: 1 })
    for (const { path } of standIn.tree.all()) standIn.tree.set(path, { source: 'inform' })
    const { id } = standIn.devices[0]!
    useSelection.getState().selectDevice(id)
    renderOn(standIn, <ParametersPanel />)
    await screen.findByText('Known so far: what the CPE’s Inform carried.')
    standIn.tree.set('InternetGatewayDevice.DeviceInfo.UpTime', { source: 'get' })
    act(() => standIn.publish({ type: 'parameters', deviceId: id, count: 1, paths: [], version: 9 }))
    await waitFor(() => expect(screen.queryByText(/Known so far/)).toBeNull())
  })

  it('queues names, then values, and follows them at the place', async () => {
    const { standIn } = await show()
    await search('Services')
    await screen.findByText('Services.')
    fireEvent.click(within(rowOf('Services.')).getByRole('button', { name: 'Fetch this branch' }))
    await waitFor(() =>
      expect(standIn.rpcs.map((rpc) => rpc.method)).toEqual(['GetParameterValues', 'GetParameterNames']),
    )
    await within(rowOf('Services.')).findByText(/waiting for its Inform/)
    const [values, names] = standIn.rpcs
    end(standIn, names!, { state: 'done' })
    end(standIn, values!, { state: 'failed', fault: { code: '9005', string: 'Invalid parameter name' } })
    expect(await within(rowOf('Services.')).findByText(/refused GetParameterValues with 9005/)).toBeTruthy()
    expect(within(rowOf('Services.')).getByRole('button', { name: 'Fetch again' })).toBeTruthy()
  })
})
