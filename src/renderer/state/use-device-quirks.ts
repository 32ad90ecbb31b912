import { useCallback, useEffect } from 'react'
import { useClient } from '../app/host-context.js'
import { notifyDone, notifyError } from '../app/notify.js'
import type { DeviceQuirks, QuirkChoices, QuirkProfile } from '../../contract/index.js'
import {
  describeQuirk,
  mergeQuirks,
  quirkNames,
  readQuirks,
  type QuirkName,
} from '../../core/quirks/index.js'
import { productClassOf } from './device-id.js'
import { usePull } from './use-pull.js'

/** Pages that show the profile of a device pull it again when it was changed on another. */
const listeners = new Set<(deviceId: string) => void>()

/** How a device is spoken to, and the way to choose. */
export interface DeviceQuirksInUse {
  /** Null until the engine has told. */
  readonly quirks: DeviceQuirks | null
  readonly problem: string | null
  /** Chooses; what is left out stays, null goes back to the default. Tells the user, who can undo it. */
  choose(choices: QuirkChoices): Promise<boolean>
}

export function useDeviceQuirks(deviceId: string | null): DeviceQuirksInUse {
  const client = useClient()
  const pull = useCallback(
    (id: string, signal: AbortSignal) => client.quirks.get({ deviceId: id }, { signal }),
    [client],
  )
  const { pulled, again } = usePull(deviceId, pull)
  useEffect(() => {
    const listener = (changed: string) => {
      if (changed === deviceId) again()
    }
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }, [deviceId, again])
  const quirks = pulled.state === 'here' ? pulled.value : null
  const choose = useCallback(
    async (choices: QuirkChoices) => {
      if (deviceId === null || quirks === null) return false
      const before = previousOf(quirks.chosen, choices)
      const set = async (wanted: QuirkChoices) => {
        await client.quirks.set({ deviceId, ...wanted })
        for (const listener of listeners) listener(deviceId)
      }
      const failed = (error: unknown) =>
        notifyError({ what: 'How the CPE is spoken to could not be changed', error })
      try {
        await set(choices)
      } catch (error) {
        failed(error)
        return false
      }
      notifyDone(`${productClassOf(deviceId)} is spoken to differently`, 'From its next message on.', {
        label: 'Undo',
        run: () => void set(before).catch(failed),
      })
      return true
    },
    [client, deviceId, quirks],
  )
  return { quirks, problem: pulled.state === 'failed' ? pulled.why : null, choose }
}

/** A profile with gaps, as the contract carries it. */
export type SomeQuirks = { readonly [Name in QuirkName]?: QuirkProfile[Name] | undefined }

/** What somebody who is spoken to like this gets, a sentence for each choice. */
export function quirkSentences(quirks: SomeQuirks): readonly string[] {
  const read = readQuirks(quirks)
  if (!read.ok) return []
  const profile = mergeQuirks(read.quirks)
  return quirkNames.filter((name) => quirks[name] !== undefined).map((name) => describeQuirk(name, profile))
}

/** The choices that bring back what was chosen before. */
function previousOf(chosen: SomeQuirks, choices: QuirkChoices): QuirkChoices {
  const touched = quirkNames.filter((name) => choices[name] !== undefined)
  return Object.fromEntries(touched.map((name) => [name, chosen[name] ?? null]))
}

/** Whether a device is spoken to like this already. */
export function isQuirkInForce(effective: QuirkProfile, quirk: SomeQuirks): boolean {
  return quirkNames.every(
    (name) => quirk[name] === undefined || JSON.stringify(quirk[name]) === JSON.stringify(effective[name]),
  )
}
