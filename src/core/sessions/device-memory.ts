import type { Micros, SessionOutcome } from '../journal/records.js'
import type { RpcStruct } from '../soap/message.js'
import type { ParameterState } from '../tree/records.js'
import { structs, stringsOf, text } from '../tree/rpc-values.js'
import { informEvents, retryCountOf, type InformEvent } from './inform-facts.js'
import { Recent } from './recent.js'
import type { SessionTrack, Turn } from './track.js'

/** A session of the device, as its Inform and its end show it. */
export interface SessionSeen {
  /** Id of its first message. */
  readonly id: string
  readonly startedAt: Micros
  /** Its latest message. */
  until: Micros
  events: readonly InformEvent[]
  retryCount: number | null
  /** The Inform was answered well. */
  accepted: boolean
  /** The ACS has answered with an HTTP error, which ends it for the CPE. */
  refused: boolean
  outcome: SessionOutcome | null
  /** CommandKeys of transfers that were due, and that it went by without a report of. */
  readonly lateFor: Set<string>
}

/** Something the ACS ordered under a CommandKey, and that the CPE has agreed to. */
export interface OrderSeen {
  readonly commandKey: string
  readonly session: string
  readonly at: Micros
  /** When it is to happen at the earliest. */
  readonly dueAt: Micros
  /** Whether it has happened was looked at, when it was due. */
  checked: boolean
}

/** A transfer the ACS ordered. */
export interface TransferSeen extends OrderSeen {
  readonly rpc: string
  readonly fileType: string
  /** `0`: done at once; `1` and none (ScheduleDownload): TransferComplete follows. */
  readonly status: string
  cancelled: boolean
  /** A TransferComplete came. */
  reported: boolean
  /** It was answered. */
  acknowledged: boolean
  /** Restarts since, of which the ACS ordered none. */
  boots: number
  /** Sessions since that began when it was due for ten minutes and that went well. */
  sessions: number
}

/** What is known of a parameter of the device. */
export interface ParameterSeen {
  readonly value: string | null
  readonly writable: boolean | null
  readonly state: ParameterState
}

/** An order to install, update or uninstall deployment units. */
export interface UnitOrderSeen extends OrderSeen {
  readonly operations: number
  /** It updates whatever is there, so that there may be any number of results. */
  readonly ofAll: boolean
}

const sessionsKept = 8
const ordersKept = 64
const deletedKept = 1000
const methodsKept = 500
/** So long after a transfer was due its report is not expected yet, in microseconds. */
const transferPatience: Micros = 600_000_000

/**
 * What earlier sessions of a device have shown, as far as this capture has seen them, and bounded. It may have begun
 * in the middle of the device's life: what it does not know has not for that reason not happened.
 */
export class DeviceMemory {
  readonly sessions: SessionSeen[] = []
  /** From a BOOTSTRAP on nothing is outstanding that is not known here. */
  bootstrapped = false
  /** The ACS has answered an Inform with BOOTSTRAP well. */
  bootstrapAcknowledged = false
  /** Something was ordered since the last BOOTSTRAP that brings another: a factory reset, another URL of the ACS. */
  mayBootstrap = false
  readonly transfers = new Recent<TransferSeen>(ordersKept)
  readonly reboots = new Recent<OrderSeen>(ordersKept)
  readonly informs = new Recent<OrderSeen>(ordersKept)
  readonly unitChanges = new Recent<UnitOrderSeen>(ordersKept)
  /** Instances that were deleted. */
  readonly deleted = new Recent<true>(deletedKept)
  /** The ParameterKey set last; null: none was. */
  parameterKey: string | null = null
  /** What the CPE says it can do (GetRPCMethods). */
  methods: ReadonlySet<string> | null = null
  /** The last Inform with 2 PERIODIC since which nothing has changed its rhythm. */
  periodicAt: Micros | null = null

  constructor(
    /** What is known of a parameter now, before the message that is looked at. */
    readonly parameter: (path: string) => ParameterSeen | null,
  ) {}

  /** The session of the device before this one. */
  before(track: SessionTrack): SessionSeen | null {
    return this.sessions.findLast(({ id }) => id !== track.id) ?? null
  }

  /** Takes a message; `track` is its session before it. */
  take(turn: Turn, track: SessionTrack): void {
    const { envelope } = turn
    const session = this.#session(track)
    if (session !== null) {
      session.until = turn.until
      session.refused = turn.kind === 'http' && (turn.head?.status ?? 0) >= 400
    }
    if (envelope === null || !envelope.ok) return
    if (turn.direction === 'cpe-to-acs') {
      if (envelope.kind === 'request') this.#takeRequest(envelope.rpc, envelope.decoded, turn, track)
      else if (envelope.kind === 'response') this.#takeAnswer(envelope.rpc, envelope.decoded, turn, track)
    } else if (envelope.kind === 'response') {
      this.#takeAcknowledgement(envelope.rpc, track)
    }
  }

  /** A session is over; said again where the outcome is corrected. */
  sessionEnded(track: SessionTrack, outcome: SessionOutcome): void {
    const session = this.#session(track)
    if (session === null) return
    const first = session.outcome === null
    session.outcome = outcome
    if (!first || outcome !== 'completed') return
    for (const transfer of this.transfers.values()) {
      if (transfer.session !== track.id && session.startedAt > transfer.dueAt + transferPatience) {
        transfer.sessions += 1
        session.lateFor.add(transfer.commandKey)
      }
    }
  }

  #session(track: SessionTrack): SessionSeen | null {
    return track.id === '' ? null : (this.sessions.findLast(({ id }) => id === track.id) ?? null)
  }

  #takeRequest(rpc: string | null, decoded: RpcStruct, turn: Turn, track: SessionTrack): void {
    if (rpc === 'Inform') {
      this.#takeInform(decoded, turn, track)
    } else if (rpc === 'TransferComplete') {
      const transfer = this.transfers.get(commandKeyOf(decoded))
      if (transfer !== undefined) transfer.reported = true
    }
  }

  #takeInform(inform: RpcStruct, turn: Turn, track: SessionTrack): void {
    const events = informEvents(inform)
    const known = this.#session(track)
    if (known !== null) {
      known.events = events
      known.retryCount = retryCountOf(inform)
      return
    }
    this.sessions.push({
      id: track.id,
      startedAt: turn.at,
      until: turn.until,
      events,
      retryCount: retryCountOf(inform),
      accepted: false,
      refused: false,
      outcome: null,
      lateFor: new Set(),
    })
    if (this.sessions.length > sessionsKept) this.sessions.shift()
    this.#takeEvents(events, turn.at)
  }

  #takeEvents(events: readonly InformEvent[], at: Micros): void {
    const has = (code: string): boolean => events.some((event) => event.code === code)
    if (has('0 BOOTSTRAP')) this.#bootstrap()
    if (has('1 BOOT')) {
      this.periodicAt = null
      if (!has('M Reboot')) for (const transfer of this.transfers.values()) transfer.boots += 1
    }
    if (has('2 PERIODIC')) this.periodicAt = at
    for (const order of this.informs.values()) if (at >= order.dueAt) order.checked = true
  }

  /**
   * With BOOTSTRAP all other events that were to be told are dropped, and settings may be: nothing more is expected
   * of what was ordered. What comes of it all the same was ordered, though.
   */
  #bootstrap(): void {
    this.bootstrapped = true
    for (const transfer of this.transfers.values()) transfer.reported = true
    for (const order of this.informs.values()) order.checked = true
    this.deleted.clear()
    this.parameterKey = null
    this.periodicAt = null
  }

  /** The CPE has done, or agreed to do, what the ACS asked. */
  #takeAnswer(rpc: string | null, answer: RpcStruct, turn: Turn, track: SessionTrack): void {
    const asked = track.askedByAcs
    if (asked === null || asked.rpc !== rpc) return
    const { arguments: ask } = asked
    const order = (delaySeconds: number): OrderSeen => ({
      commandKey: commandKeyOf(ask),
      session: track.id,
      at: turn.at,
      dueAt: turn.at + delaySeconds * 1_000_000,
      checked: false,
    })
    switch (rpc) {
      case 'Download':
      case 'Upload':
      case 'ScheduleDownload':
        this.#takeTransfer(rpc, order(dueIn(ask)), ask, answer)
        break
      case 'CancelTransfer': {
        const transfer = this.transfers.get(commandKeyOf(ask))
        if (transfer !== undefined) transfer.cancelled = true
        break
      }
      case 'Reboot':
        this.reboots.set(commandKeyOf(ask), order(0))
        break
      case 'ScheduleInform':
        this.informs.set(commandKeyOf(ask), order(secondsOf(ask, 'DelaySeconds')))
        break
      case 'ChangeDUState': {
        const operations = structs(ask['Operations'])
        this.unitChanges.set(commandKeyOf(ask), {
          ...order(0),
          operations: operations.length,
          ofAll: operations.some(
            ({ $type, UUID, URL }) => $type === 'UpdateOpStruct' && text(UUID) === '' && text(URL) === '',
          ),
        })
        break
      }
      case 'FactoryReset':
        this.mayBootstrap = true
        break
      case 'GetRPCMethods':
        this.methods = new Set((stringsOf(answer['MethodList']) ?? []).slice(0, methodsKept))
        break
      case 'SetParameterValues':
        this.parameterKey = text(ask['ParameterKey'])
        this.#takeSet(ask)
        break
      case 'AddObject':
        this.parameterKey = text(ask['ParameterKey'])
        this.deleted.delete(`${text(ask['ObjectName'])}${text(answer['InstanceNumber']).trim()}.`)
        break
      case 'DeleteObject':
        this.parameterKey = text(ask['ParameterKey'])
        this.deleted.set(text(ask['ObjectName']), true)
        break
      default:
        break
    }
  }

  #takeTransfer(rpc: string, order: OrderSeen, ask: RpcStruct, answer: RpcStruct): void {
    this.transfers.set(order.commandKey, {
      ...order,
      rpc,
      fileType: text(ask['FileType']),
      status: text(answer['Status']).trim(),
      cancelled: false,
      reported: false,
      acknowledged: false,
      boots: 0,
      sessions: 0,
    })
  }

  #takeSet(ask: RpcStruct): void {
    for (const parameter of structs(ask['ParameterList'])) {
      const name = text(parameter['Name'])
      if (name.endsWith('.ManagementServer.URL') || name.endsWith('.ManagementServer.EnableCWMP')) {
        this.mayBootstrap = true
      }
      if (name.includes('.ManagementServer.PeriodicInform')) this.periodicAt = null
    }
  }

  #takeAcknowledgement(rpc: string | null, track: SessionTrack): void {
    const asked = track.askedByCpe
    if (asked === null || asked.rpc !== rpc) return
    if (rpc === 'TransferComplete') {
      const transfer = this.transfers.get(commandKeyOf(asked.arguments))
      if (transfer !== undefined) transfer.acknowledged = true
    } else if (rpc === 'Inform') {
      const session = this.#session(track)
      if (session === null) return
      session.accepted = true
      if (session.events.some(({ code }) => code === '0 BOOTSTRAP')) {
        this.mayBootstrap = false
        this.bootstrapAcknowledged = true
      }
    }
  }
}

/** The CommandKey of a request, without white space around it. */
export function commandKeyOf(request: RpcStruct): string {
  return text(request['CommandKey']).trim()
}

function secondsOf(request: RpcStruct, name: string): number {
  const written = text(request[name]).trim()
  return /^\d{1,10}$/.test(written) ? Number(written) : 0
}

/** A transfer is due when its delay, or the last of its windows, is over. */
function dueIn(request: RpcStruct): number {
  const windows = structs(request['TimeWindowList']).map((window) => secondsOf(window, 'WindowEnd'))
  return Math.max(secondsOf(request, 'DelaySeconds'), ...windows)
}

/** A parameter of ManagementServer, under whichever root the device has it. */
export function managementServer(parameter: DeviceMemory['parameter'], name: string): ParameterSeen | null {
  return (
    parameter(`Device.ManagementServer.${name}`) ??
    parameter(`InternetGatewayDevice.ManagementServer.${name}`)
  )
}
