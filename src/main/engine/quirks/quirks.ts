import type { Micros } from '../../../core/journal/records.js'
import { mergeQuirks, quirkNames, readQuirks, type QuirkProfile } from '../../../core/quirks/index.js'
import type { Recorder } from '../recorder/types.js'
import type { Workspace } from '../workspace/types.js'
import type { QuirkChoices, Quirks } from './types.js'

export interface QuirksOptions {
  readonly workspace: Pick<Workspace, 'quirkChoices' | 'saveQuirkChoices'>
  /** Choices are journalled: they explain why the same device was spoken to differently before. */
  readonly recorder: Pick<Recorder, 'event'>
  readonly now: () => Micros
}

/** The quirk profiles of a workspace. */
export function createQuirks({ workspace, recorder, now }: QuirksOptions): Quirks {
  const choices = new Map<string | null, Partial<QuirkProfile>>()
  for (const { deviceId, choices: stored } of workspace.quirkChoices())
    choices.set(deviceId, readable(stored))
  const listeners = new Set<(deviceId: string | null) => void>()
  /** What holds for devices without a choice of their own, and for those that have one. */
  let usual = mergeQuirks(choices.get(null) ?? {})
  const profiles = new Map<string, QuirkProfile>()

  function profileOf(deviceId: string): QuirkProfile {
    const own = choices.get(deviceId)
    if (own === undefined) return usual
    const known = profiles.get(deviceId)
    if (known !== undefined) return known
    const profile = mergeQuirks(choices.get(null) ?? {}, own)
    profiles.set(deviceId, profile)
    return profile
  }

  return {
    of: (deviceId) => (deviceId === null ? usual : profileOf(deviceId)),
    chosen: (deviceId) => choices.get(deviceId) ?? {},
    choose(deviceId, wanted) {
      const names = quirkNames.filter((name) => wanted[name] !== undefined)
      if (names.length === 0) return
      const next = chosenWith(choices.get(deviceId) ?? {}, wanted)
      workspace.saveQuirkChoices(deviceId, next)
      if (Object.keys(next).length === 0) choices.delete(deviceId)
      else choices.set(deviceId, next)
      usual = mergeQuirks(choices.get(null) ?? {})
      profiles.clear()
      // Where the journal cannot be written the recorder tells.
      recorder
        .event({ type: 'user-action', at: now(), action: 'quirks', detail: detailOf(deviceId, next, names) })
        .catch(() => undefined)
      for (const listener of listeners) listener(deviceId)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function chosenWith(before: Partial<QuirkProfile>, wanted: QuirkChoices): Partial<QuirkProfile> {
  const given = Object.entries(wanted).filter(([, value]) => value !== undefined)
  const merged = Object.entries({ ...before, ...Object.fromEntries(given) })
  return readable(Object.fromEntries(merged.filter(([, value]) => value !== null)))
}

/** The choices that this version can read; one of another version says nothing here. */
function readable(stored: Readonly<Record<string, unknown>>): Partial<QuirkProfile> {
  return quirkNames.reduce<Partial<QuirkProfile>>((read, name) => {
    const one = name in stored ? readQuirks({ [name]: stored[name] }) : null
    return one?.ok === true ? { ...read, ...one.quirks } : read
  }, {})
}

/** `00A0B1-Box-S1: xmlDeclaration false, emptyAnswer not chosen any more` */
function detailOf(
  deviceId: string | null,
  chosen: Partial<QuirkProfile>,
  names: readonly (keyof QuirkProfile)[],
): string {
  const said = names.map((name) =>
    name in chosen ? `${name} ${JSON.stringify(chosen[name])}` : `${name} not chosen any more`,
  )
  return `${deviceId ?? 'every device'}: ${said.join(', ')}`
}
