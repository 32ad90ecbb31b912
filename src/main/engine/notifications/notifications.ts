import { z } from 'zod'
import { deviceIdOf } from '../../../core/dialog/index.js'
import type { Micros } from '../../../core/journal/records.js'
import { readLightweight, type LightweightNotification } from '../../../core/notification/index.js'
import { udpAddressText, type UdpAddress } from '../../../core/stun/index.js'
import type { Recorder } from '../recorder/types.js'
import { bindDatagrams, type DatagramSocket } from '../stun/index.js'
import type { Workspace } from '../workspace/types.js'
import type { Notifications, ReceivedNotification } from './types.js'

export interface NotificationsOptions {
  readonly recorder: Recorder
  readonly workspace: Pick<Workspace, 'setting' | 'setSetting'>
  readonly now: () => Micros
  onReceived(notification: ReceivedNotification): void
  /** It could not listen as it did before; null: that is over. */
  onProblem(message: string | null): void
}

const setting = 'notifications.listen'
const whereSchema = z.object({ host: z.string(), port: z.number().int() }).nullable().catch(null)
/** Notifications that are kept for the list. */
const kept = 1_000
/** So many a second are taken; more are a flood that would only fill the disk. */
const maxPerSecond = 200

export function createNotifications(options: NotificationsOptions): Notifications {
  const { recorder, workspace, now, onReceived, onProblem } = options
  let socket: DatagramSocket | null = null
  let received: ReceivedNotification[] = []
  let ids = 0
  let taken = { second: 0, count: 0 }

  async function receive(bytes: Uint8Array, from: UdpAddress): Promise<void> {
    const at = now()
    const second = Math.floor(at / 1_000_000)
    taken = second === taken.second ? { second, count: taken.count + 1 } : { second, count: 1 }
    if (socket === null || taken.count > maxPerSecond) return
    const { notification, signature, oddities } = readLightweight(bytes)
    const deviceId = notification === null ? null : senderOf(notification)
    const remote = udpAddressText(from)
    await recorder
      .event({
        type: 'lightweight-notification',
        at,
        deviceId,
        direction: 'received',
        remote,
        local: udpAddressText(socket.address),
        bytes: Buffer.from(bytes).toString('hex'),
      })
      // The recorder reports that it cannot write; what came is shown all the same.
      .catch(() => undefined)
    const one = { id: String(++ids), at: at / 1000, remote, deviceId, notification, signature, oddities }
    received = [one, ...received.slice(0, kept - 1)]
    onReceived(one)
  }

  async function open(host: string, port: number): Promise<UdpAddress> {
    const before = socket
    if (before?.address.port === port && before.address.host === host) return before.address
    const opened = await bindDatagrams(
      'The receiver of lightweight notifications',
      host,
      port,
      (bytes, from) => void receive(bytes, from),
    )
    socket = opened
    await before?.close()
    return opened.address
  }

  async function close(): Promise<void> {
    const open = socket
    socket = null
    await open?.close()
  }

  return {
    get address() {
      return socket?.address ?? null
    },
    get received() {
      return received
    },
    async start() {
      const where = whereSchema.parse(workspace.setting<unknown>(setting, null))
      if (where === null) return
      await open(where.host, where.port).catch((error: unknown) => {
        onProblem(error instanceof Error ? error.message : String(error))
      })
    },
    async listen(where) {
      const address = where === null ? null : await open(where.host, where.port)
      if (where === null) await close()
      workspace.setSetting(setting, address)
      onProblem(null)
    },
    close,
  }
}

/** The CPE a notification names; null: it does not name one. */
function senderOf({ oui, productClass, serialNumber }: LightweightNotification): string | null {
  return oui === '' || serialNumber === '' ? null : deviceIdOf({ oui, productClass, serialNumber })
}
