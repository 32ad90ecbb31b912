// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Job } from '../../../../src/contract/index.js'
import { DiscoveryCommands, JobBar, StatusJobs } from '../../../../src/renderer/features/discovery/index.js'
import { useDiscoveryDialogs } from '../../../../src/renderer/features/discovery/discovery-dialogs.js'
import { jobProgress } from '../../../../src/renderer/features/discovery/job-words.js'
import { useJob } from '../../../../src/renderer/state/jobs.js'
import { useSelection } from '../../../../src/renderer/state/selection.js'
import { createStandIn, type StandIn } from '../../../stand-in/client.js'
import { gatewayId } from '../../../stand-in/sample.js'
import { preparePage, renderOn } from '../../in-page.js'

preparePage()

function Bar() {
  const job = useJob(useSelection((selection) => selection.deviceId))
  return job && <JobBar job={job} />
}

function open() {
  act(() => useDiscoveryDialogs.getState().close())
  const standIn = createStandIn()
  const page = renderOn(
    standIn,
    <>
      <Bar />
      <StatusJobs />
      <DiscoveryCommands />
    </>,
  )
  act(() => useSelection.getState().selectDevice(gatewayId))
  return { standIn, ...page }
}

async function begin(standIn: StandIn): Promise<Job> {
  await vi.waitFor(() => expect(standIn.calls).toContain('events'))
  await act(() => standIn.client.discovery.start({ deviceId: gatewayId }))
  const [job] = standIn.jobs
  if (!job) throw new Error('no job was begun')
  return job
}

const goOn = (standIn: StandIn, job: Job) => act(() => standIn.publish({ type: 'job', job }))

const running: Partial<Job> = {
  state: 'running',
  phase: 'values',
  of: 200,
  values: 48,
  names: 230,
  objects: 30,
  requests: 3,
  summary: 'Values are read: 48 values of 200 parameters so far.',
}

const refused: Job['refused'] = [
  { name: 'Device.X_BROKEN', about: 'values', code: '9002', string: 'Internal error' },
  { name: 'Device.X_GONE', about: 'values', code: '9005', string: 'Invalid parameter name' },
]

describe('fetching the whole tree', () => {
  it('asks how, in the words of what it does to the CPE', async () => {
    const { standIn, commands } = open()
    act(() => void commands.run('tree.fetch'))
    const dialog = await screen.findByRole('dialog', { name: 'Fetch the whole tree' })
    fireEvent.click(within(dialog).getByRole('radio', { name: 'Level by level' }))
    const below = within(dialog).getByLabelText('Only below')
    fireEvent.change(below, { target: { value: 'InternetGatewayDevice.LANDevice' } })
    within(dialog).getByText('An object path ends with a dot.')
    expect(within(dialog).getByRole('button', { name: 'Fetch' })).toHaveProperty('disabled', true)
    fireEvent.change(below, { target: { value: 'InternetGatewayDevice.LANDevice.' } })
    fireEvent.click(within(dialog).getByRole('checkbox', { name: /^Attributes too/ }))
    fireEvent.click(within(dialog).getByRole('button', { name: 'Fetch' }))
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(standIn.jobs[0]).toMatchObject({
      strategy: 'levels',
      prefix: 'InternetGatewayDevice.LANDevice.',
      attributes: true,
      deliver: 'connection-request',
    })
    expect(useSelection.getState().view).toBe('parameters')
  })

  it('says why it could not be started, and keeps what was chosen', async () => {
    const { standIn, commands } = open()
    act(() => void commands.run('tree.fetch'))
    const dialog = await screen.findByRole('dialog')
    standIn.lose()
    fireEvent.click(within(dialog).getByRole('button', { name: 'Fetch' }))
    expect((await within(dialog).findByRole('alert')).textContent).toContain('no connection')
  })

  it('shows how far it has come, there and in the status bar, and can be stopped', async () => {
    const { standIn } = open()
    const job = await begin(standIn)
    const bar = await screen.findByRole('progressbar', { name: 'Fetching Whole tree' })
    expect(bar.getAttribute('aria-valuenow')).toBe('0')
    goOn(standIn, { ...job, ...running, phase: 'names' })
    await vi.waitFor(() => expect(bar.getAttribute('aria-valuenow')).toBeNull())
    goOn(standIn, { ...job, ...running })
    await vi.waitFor(() => expect(bar.getAttribute('aria-valuenow')).toBe('24'))
    screen.getByText('Fetching the tree of EN-4200 24 %')
    fireEvent.click(screen.getByRole('button', { name: 'Stop fetching the tree of EN-4200' }))
    await screen.findByText(/^Cancelled\./)
    expect(screen.queryByRole('progressbar')).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByText(/^Cancelled\./)).toBeNull()
  })

  it('lists the names that the CPE refused, each with its fault', async () => {
    const { standIn } = open()
    const job = await begin(standIn)
    goOn(standIn, { ...job, ...running, state: 'done', phase: 'ended', refused, refusedCount: 2 })
    fireEvent.click(await screen.findByRole('button', { name: '2 names left out…' }))
    const dialog = await screen.findByRole('dialog', { name: '2 names left out' })
    const rows = within(dialog).getAllByRole('option')
    expect(rows.map((row) => row.textContent)).toEqual([
      'Device.X_BROKENvalue: 9002 Internal error',
      'Device.X_GONEvalue: 9005 Invalid parameter name',
    ])
  })

  it('is found again by a page that was opened later, until it has ended', async () => {
    const standIn = createStandIn()
    await standIn.client.discovery.start({ deviceId: gatewayId })
    act(() => useSelection.getState().selectDevice(gatewayId))
    const first = renderOn(standIn, <Bar />)
    await screen.findByRole('region', { name: 'Fetching the tree' })
    first.unmount()
    await standIn.client.discovery.cancel({ jobId: standIn.jobs[0]?.id ?? '' })
    renderOn(standIn, <Bar />)
    await vi.waitFor(() =>
      expect(standIn.calls.filter((call) => call === 'discovery.list').length).toBeGreaterThan(1),
    )
    expect(screen.queryByRole('region')).toBeNull()
  })
})

describe('the share that is done', () => {
  const job = {
    ...running,
    state: 'running',
    attributes: false,
    attributesRead: 0,
    refused: [],
    refusedCount: 0,
  } as Job

  it('counts names that were left out as dealt with', () => {
    expect(jobProgress({ ...job, values: 98, of: 100, refused, refusedCount: 2 })).toBe(1)
  })

  it('gives values and attributes a half each', () => {
    expect(jobProgress({ ...job, attributes: true, values: 200, attributesRead: 100 })).toBe(0.75)
  })

  it('is not known while names are read', () => {
    expect(jobProgress({ ...job, phase: 'names' })).toBeNull()
  })
})
