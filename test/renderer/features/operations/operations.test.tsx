// @vitest-environment happy-dom
import { Notifications } from '@mantine/notifications'
import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { OperationsCommands, OperationsPanel } from '../../../../src/renderer/features/operations/index.js'
import { guessFileType, useAddings } from '../../../../src/renderer/features/operations/adding.js'
import { useOperationsDialogs } from '../../../../src/renderer/features/operations/operations-dialogs.js'
import { useShown } from '../../../../src/renderer/features/operations/shown.js'
import {
  transferBadge,
  transferProgress,
} from '../../../../src/renderer/features/operations/transfer-words.js'
import { useSelection } from '../../../../src/renderer/state/selection.js'
import { createStandIn } from '../../../stand-in/client.js'
import { blankTransfer } from '../../../stand-in/files.js'
import { gatewayId } from '../../../stand-in/sample.js'
import { preparePage, renderOn } from '../../in-page.js'

preparePage()

function open() {
  act(() => {
    useOperationsDialogs.getState().close()
    useShown.setState({ shown: null })
    useAddings.setState({ list: [] })
  })
  const standIn = createStandIn()
  const page = renderOn(
    standIn,
    <>
      <Notifications />
      <OperationsPanel />
      <OperationsCommands />
    </>,
  )
  act(() => useSelection.getState().selectDevice(gatewayId))
  return { standIn, ...page }
}

const firmware = () => new File([new Uint8Array(5 * 1024 * 1024)], 'EN-4200_2.2.0.bin')

async function add(file = firmware()) {
  fireEvent.change(screen.getByLabelText('Files to add', { selector: 'input' }), {
    target: { files: [file] },
  })
  return screen.findByRole('option')
}

describe('files', () => {
  it('are added in pieces, with their type guessed from the name, and say that they are ready', async () => {
    const { standIn } = open()
    await screen.findByText('No file yet')
    const row = await add()
    expect(row.textContent).toMatch(/EN-4200_2\.2\.0\.bin1 Firmware Upgrade Image.*5\.0 MB/)
    expect(standIn.calls.filter((call) => call === 'files.append')).toHaveLength(3)
    await screen.findByText('Added EN-4200_2.2.0.bin')
    expect(useAddings.getState().list).toEqual([])
  })

  it('are added by dropping them', async () => {
    const { container } = open()
    const panel = (await screen.findByRole('region', { name: 'Files' })).parentElement ?? container
    const dataTransfer = { types: ['Files'], files: [firmware()] }
    fireEvent.dragOver(panel, { dataTransfer })
    screen.getByText('Drop to add to the files')
    fireEvent.drop(panel, { dataTransfer })
    await screen.findByRole('option')
    expect(screen.queryByText('Drop to add to the files')).toBeNull()
  })

  it('say why one could not be added', async () => {
    const { standIn } = open()
    await screen.findByText('No file yet')
    standIn.lose()
    fireEvent.change(screen.getByLabelText('Files to add', { selector: 'input' }), {
      target: { files: [firmware()] },
    })
    await screen.findByText('EN-4200_2.2.0.bin could not be added')
  })

  it('are described and made to go wrong on purpose where they are selected', async () => {
    const { standIn } = open()
    fireEvent.pointerDown(await add(), { button: 0 })
    const detail = screen.getByRole('region', { name: 'Selected file' })
    const version = within(detail).getByLabelText('Version')
    fireEvent.change(version, { target: { value: '2.2.0' } })
    fireEvent.blur(version)
    await vi.waitFor(() => expect(standIn.shelf.files[0]?.version).toBe('2.2.0'))
    fireEvent.click(within(detail).getByRole('combobox', { name: 'What goes wrong on purpose' }))
    fireEvent.click(await screen.findByText('Cut the connection in the middle'))
    await vi.waitFor(() =>
      expect(standIn.shelf.files[0]?.fault).toEqual({ kind: 'cut-off', afterBytes: 2.5 * 1024 * 1024 }),
    )
    await screen.findByText('goes wrong')
  })

  it('are removed only when that is said twice', async () => {
    const { standIn } = open()
    fireEvent.pointerDown(await add(), { button: 0 })
    fireEvent.click(screen.getByRole('button', { name: 'Remove' }))
    expect(standIn.calls).not.toContain('files.remove')
    fireEvent.click(screen.getByRole('button', { name: 'Remove for good' }))
    await screen.findByText('No file yet')
    expect(screen.queryByRole('region', { name: 'Selected file' })).toBeNull()
  })

  it('get the type their name suggests', () => {
    expect(guessFileType('fw-2.img')).toBe('1 Firmware Upgrade Image')
    expect(guessFileType('backup.XML')).toBe('3 Vendor Configuration File')
    expect(guessFileType('notes.txt')).toBe('')
  })
})

describe('a Download', () => {
  it('is ordered with the type of the file, and followed to its TransferComplete', async () => {
    const { standIn, commands } = open()
    await add()
    act(() => void commands.run('device.download'))
    const dialog = await screen.findByRole('dialog', { name: 'Download to this CPE' })
    await within(dialog).findByDisplayValue('1 Firmware Upgrade Image')
    fireEvent.change(within(dialog).getByLabelText('CommandKey'), { target: { value: 'fw-1' } })
    fireEvent.click(within(dialog).getByRole('button', { name: 'Download' }))
    const detail = await screen.findByRole('region', { name: 'Selected transfer' })
    expect(standIn.shelf.transfers[0]).toMatchObject({ deviceId: gatewayId, commandKey: 'fw-1' })
    within(detail).getByText(/No request for it has reached the file server yet/)

    const [ordered] = standIn.shelf.transfers
    if (!ordered) throw new Error('nothing was ordered')
    const request = {
      id: 'q1',
      at: new Date().toISOString(),
      method: 'GET',
      remote: '192.0.2.17:40000',
      range: null,
      bytes: 1024,
      status: 200,
      durationMs: null,
      result: null,
      detail: 'The file is being sent.',
    }
    act(() =>
      standIn.publish({
        type: 'transfer',
        transfer: { ...ordered, state: 'running', bytes: 2_621_440, requests: [request] },
      }),
    )
    await vi.waitFor(() => expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('50'))
    within(detail).getByText('going on')
    act(() =>
      standIn.publish({
        type: 'transfer',
        transfer: {
          ...ordered,
          state: 'failed',
          sentence: 'The CPE reported fault 9010 (Download failure) in TransferComplete.',
          transferComplete: { faultCode: '9010', faultString: '', messageId: 'm1', at: request.at },
        },
      }),
    )
    await within(detail).findByRole('button', { name: 'TransferComplete with 9010' })
    expect(screen.getAllByText(/reported fault 9010/)).toHaveLength(2)
  })

  it('cannot be ordered while there is no file, and leads to adding one', async () => {
    const { commands } = open()
    act(() => void commands.run('device.download'))
    const dialog = await screen.findByRole('dialog', { name: 'Download to this CPE' })
    await within(dialog).findByRole('button', { name: 'Add a file…' })
    expect(within(dialog).getByRole('button', { name: 'Download' })).toHaveProperty('disabled', true)
  })
})

describe('an Upload', () => {
  it('is ordered for a kind of file, with the credentials that were chosen', async () => {
    const { standIn, commands } = open()
    act(() => void commands.run('device.upload'))
    const dialog = await screen.findByRole('dialog', { name: 'Upload from this CPE' })
    const type = within(dialog).getByLabelText('FileType', { selector: 'input' })
    fireEvent.change(type, { target: { value: '' } })
    within(dialog).getByText('An Upload needs a FileType.')
    fireEvent.change(type, { target: { value: '4 Vendor Log File 1' } })
    fireEvent.click(within(dialog).getByRole('button', { name: 'Upload' }))
    await vi.waitFor(() => expect(standIn.shelf.transfers[0]?.fileType).toBe('4 Vendor Log File 1'))
  })
})

describe('a transfer in a few words', () => {
  const transfer = blankTransfer('t1')

  it('is marked where something does not fit together', () => {
    expect(transferBadge({ ...transfer, state: 'complete' }).tone).toBe('ok')
    expect(transferBadge({ ...transfer, state: 'complete', odd: true }).tone).toBe('held')
  })

  it('has no known share while bytes come of a file whose length nobody said', () => {
    expect(transferProgress({ ...transfer, bytes: 10 })).toBeNull()
    expect(transferProgress({ ...transfer, bytes: 10, total: 40 })).toBe(0.25)
    expect(transferProgress({ ...transfer, bytes: 10, state: 'complete' })).toBe(1)
  })
})
