import { runCommand, endProcess, type RunningWorkbench } from '../e2e/workbench.js'
import { figure, percentile, type Figure } from './figure.js'

const calls = 50
/** What GenieACS took for the same on a machine of this kind; its sessions look for work every 500 ms. */
const genieAcsMs = 535

interface Rpc {
  readonly id: string
  readonly state: string
}

/**
 * From an operator's request (REST) to the CPE's answer to it, by an HTTP connection request with digest and a session
 * of its own each, on loopback. The CPE is the simulator in a process of its own.
 */
export async function connectionRequests(workbench: RunningWorkbench): Promise<Figure> {
  const cpe = runCommand(['simulate', '--acs', workbench.acsUrl, '--serial', 'CALLED000001'])
  try {
    const id = await deviceOnceInformed(workbench)
    const path = `/devices/${encodeURIComponent(id)}`
    const login = { username: 'workbench', password: 'workbench' }
    await workbench.api(`${path}/credentials`, { method: 'PUT', body: login })
    const times: number[] = []
    for (let call = 0; call < calls; call += 1) {
      const startedAt = performance.now()
      const { id: rpcId } = (await workbench.api(`${path}/rpcs`, {
        method: 'POST',
        body: {
          method: 'GetParameterValues',
          arguments: { ParameterNames: ['Device.DeviceInfo.UpTime'] },
          deliver: 'connection-request',
        },
      })) as Rpc
      const { state } = (await workbench.api(`/rpcs/${rpcId}?waitMs=10000`)) as Rpc
      if (state !== 'done') throw new Error(`The CPE did not answer: ${state}.`)
      times.push(performance.now() - startedAt)
      await sessionEnded(workbench, id)
    }
    const value = percentile(times, 0.5)
    return figure({
      id: 'acs.connection-request-to-answer',
      value,
      unit: 'ms',
      beside: 'GenieACS, measured before',
      besideValue: genieAcsMs,
      goal: 'median of 50 <= 20 ms',
      holds: value <= 20,
    })
  } finally {
    await endProcess(cpe.child)
  }
}

interface Devices {
  readonly items: readonly { readonly id: string; readonly serialNumber: string }[]
}

async function deviceOnceInformed(workbench: RunningWorkbench): Promise<string> {
  for (;;) {
    const { items } = (await workbench.api('/devices?filter=CALLED000001')) as Devices
    const device = items.find(({ serialNumber }) => serialNumber === 'CALLED000001')
    if (device !== undefined) {
      await sessionEnded(workbench, device.id)
      return device.id
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

interface Device {
  readonly lastSession: { readonly state: string } | null
}

/** The next call is to open a session of its own. */
async function sessionEnded(workbench: RunningWorkbench, id: string): Promise<void> {
  for (;;) {
    const { lastSession } = (await workbench.api(`/devices/${encodeURIComponent(id)}`)) as Device
    if (lastSession !== null && lastSession.state !== 'open') return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
