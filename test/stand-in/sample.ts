import type { Device, Session, Status } from '../../src/contract/index.js'

/** Sample devices and sessions; times count back from `now`, so that "14 min ago" is true in a picture. */

export const gatewayId = '00D09E-EN%2D4200-SN0000002'

export function sampleDevices(now: number): Device[] {
  return [
    {
      ...blankDevice(gatewayId, 'Example Networks', 'EN-4200', 'SN0000002'),
      softwareVersion: '2.1.0',
      ip: '192.0.2.17',
      lastInform: ago(now, 24),
      online: true,
      pending: 2,
      parameterCount: 20_000,
      lastSession: {
        id: 'cap1.4318',
        state: 'failed',
        outcome: 'fault',
        verdict: 'The CPE refused the SetParameterValues with 9003.',
      },
    },
    {
      ...blankDevice('00D09E-EN%2D100-SN0000017', 'Example Networks', 'EN-100', 'SN0000017'),
      root: 'Device',
      softwareVersion: '1.9.4',
      ip: '192.0.2.23',
      lastInform: ago(now, 142),
      online: true,
      parameterCount: 756,
      lastSession: {
        id: 'cap1.4300',
        state: 'done',
        outcome: 'completed',
        verdict: 'Ended normally.',
      },
    },
    {
      ...blankDevice('00D09E-Gateway-DEMO0001', 'CWMP Workbench', 'Gateway', 'DEMO0001'),
      softwareVersion: '1.0',
      ip: '127.0.0.1',
      lastInform: ago(now, 14 * 60),
      parameterCount: 214,
      lastSession: {
        id: 'cap1.4200',
        state: 'failed',
        outcome: 'cookie-lost',
        verdict: 'The CPE did not return the cookie.',
      },
    },
  ]
}

function blankDevice(id: string, manufacturer: string, productClass: string, serialNumber: string): Device {
  return {
    id,
    manufacturer,
    oui: '00D09E',
    productClass,
    serialNumber,
    root: 'InternetGatewayDevice',
    softwareVersion: null,
    ip: null,
    lastInform: null,
    online: false,
    cwmpVersion: '1.0',
    pending: 0,
    parameterCount: 0,
    lastSession: null,
  }
}

interface SessionSketch {
  readonly events: readonly string[]
  readonly state: Session['state']
  readonly outcome: string
  readonly verdict: string
  readonly messages: number
  readonly durationMs: number
  readonly findings?: Partial<Session['findings']>
}

const sketches: readonly SessionSketch[] = [
  {
    events: ['2 PERIODIC', '4 VALUE CHANGE'],
    state: 'failed',
    outcome: 'fault',
    verdict: 'The CPE refused the SetParameterValues with 9003.',
    messages: 10,
    durationMs: 1854,
    findings: { error: 1, warning: 1 },
  },
  {
    events: ['6 CONNECTION REQUEST'],
    state: 'done',
    outcome: 'completed',
    verdict: 'Ended normally.',
    messages: 6,
    durationMs: 413,
  },
  {
    events: ['0 BOOTSTRAP', '1 BOOT'],
    state: 'failed',
    outcome: 'cookie-lost',
    verdict: 'The CPE did not return the cookie.',
    messages: 6,
    durationMs: 6213,
    findings: { warning: 2 },
  },
  {
    events: ['1 BOOT', 'M Reboot'],
    state: 'done',
    outcome: 'completed',
    verdict: 'Rebooted as asked; ended normally.',
    messages: 6,
    durationMs: 302,
  },
  {
    events: ['7 TRANSFER COMPLETE', 'M Download'],
    state: 'failed',
    outcome: 'timeout',
    verdict: 'The CPE never sent the empty POST.',
    messages: 6,
    durationMs: 30_002,
    findings: { info: 1 },
  },
]

/** Newest first, one about every two minutes; the first five are the first device's, with one of each kind. */
export function sampleSessions(now: number, count: number, deviceIds: readonly string[]): Session[] {
  return Array.from({ length: count }, (_, index) => {
    const sketch = sketches[index % sketches.length]
    if (!sketch) throw new Error('there are no sketches')
    const startedAt = now - 24_000 - index * 118_000
    return {
      id: `cap1.${4318 - index * 6}`,
      deviceId: (index < 5 ? deviceIds[0] : deviceIds[index % deviceIds.length]) ?? null,
      startedAt: new Date(startedAt).toISOString(),
      endedAt: new Date(startedAt + sketch.durationMs).toISOString(),
      state: sketch.state,
      outcome: sketch.outcome,
      verdict: sketch.verdict,
      boundBy: 'cookie',
      cwmpVersion: '1.0',
      events: [...sketch.events],
      messages: sketch.messages,
      findings: { error: 0, warning: 0, info: 0, ...sketch.findings },
      durationMs: sketch.durationMs,
      source: 'acs',
    }
  })
}

export function sampleStatus(): Status {
  return {
    version: '0.1.0',
    acsUrl: 'http://127.0.0.1:7547/',
    listening: ['http://127.0.0.1:7547/'],
    acsTlsUrl: null,
    fileUrl: 'http://127.0.0.1:7567/',
    stunAddress: null,
    capture: { path: '/home/lab/captures/lab-bench.cwmpcap', exchanges: 0, sessions: 0, bytes: 13_002_342 },
    recording: true,
    devices: 0,
    demo: false,
    problems: [],
  }
}

function ago(now: number, seconds: number): string {
  return new Date(now - seconds * 1000).toISOString()
}
