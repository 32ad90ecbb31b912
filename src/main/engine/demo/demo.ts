import type { RpcQueue } from '../rpcs/types.js'
import type { SimulatedCpe, SimulatedCpeOptions } from '../simulator/types.js'
import type { Workspace } from '../workspace/types.js'

/** Seconds between the demo's periodic Informs, and between changes of its own values: lively, but followable. */
const periodicSeconds = 30
const driftSeconds = 20
/** The demo is the same CPE every time it is started. */
const seed = 1

export interface DemoOptions {
  readonly queue: RpcQueue
  readonly workspace: Workspace
  /** An ACS URL that this machine reaches; throws with a sentence when the ACS listens nowhere. */
  acsUrl(): string
  createSimulatedCpe(options: SimulatedCpeOptions): SimulatedCpe
  /** Its session failed, or it could not be started. */
  onProblem(problem: unknown): void
}

/** The demo CPE: a built-in simulated gateway, so that there is something to see before a real one is connected. */
export interface Demo {
  readonly running: boolean
  /** Boots it; does nothing while it runs. */
  start(): void
  stop(): Promise<void>
}

export function createDemo(options: DemoOptions): Demo {
  const { queue, workspace } = options
  let cpe: SimulatedCpe | null = null

  /**
   * Lets the demo's first session fetch its whole tree, so that there is something to look at and to edit. Foreign
   * CPEs are never sent anything unasked.
   */
  function askForTree(deviceId: string): void {
    const waiting = new Set(
      queue.list(deviceId).flatMap(({ state, method }) => (state === 'queued' ? [method] : [])),
    )
    if (!waiting.has('GetParameterNames')) {
      queue.create({
        deviceId,
        method: 'GetParameterNames',
        arguments: { ParameterPath: 'Device.', NextLevel: '0' },
      })
    }
    if (!waiting.has('GetParameterValues')) {
      queue.create({ deviceId, method: 'GetParameterValues', arguments: { ParameterNames: ['Device.'] } })
    }
  }

  /** Its owner knows what to call the gateway with: so do we. */
  function shareCredentials(started: SimulatedCpe): void {
    workspace.setCredentials(started.deviceId, {
      connectionRequestUsername: started.value('Device.ManagementServer.ConnectionRequestUsername') ?? '',
      connectionRequestPassword: started.value('Device.ManagementServer.ConnectionRequestPassword') ?? '',
    })
  }

  return {
    get running() {
      return cpe !== null
    },
    start() {
      if (cpe) return
      const started = options.createSimulatedCpe({
        acsUrl: options.acsUrl(),
        model: { builtIn: 'device2' },
        periodicSeconds,
        driftSeconds,
        seed,
        connectionRequest: { host: '127.0.0.1', port: 0 },
      })
      cpe = started
      shareCredentials(started)
      askForTree(started.deviceId)
      started.start().then(
        (result) => {
          if (!result.ok && cpe === started)
            options.onProblem(new Error(`Its first session failed: ${result.reason}`))
        },
        (error: unknown) => options.onProblem(error),
      )
    },
    async stop() {
      const running = cpe
      cpe = null
      await running?.stop()
    },
  }
}
