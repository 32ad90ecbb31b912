import type { QuirkName, QuirkProfile } from '../../../core/quirks/index.js'

/** Choices to be made: what is undefined stays as it is, null takes a choice back. */
export type QuirkChoices = { readonly [Name in QuirkName]?: QuirkProfile[Name] | null | undefined }

/** How devices are spoken to. A device is named by its id; null stands for every device without a choice of its own. */
export interface Quirks {
  /** What holds for a device: its own choices, else the default's, else the strict way. */
  of(deviceId: string | null): QuirkProfile
  /** What was chosen by hand for it. */
  chosen(deviceId: string | null): Partial<QuirkProfile>
  /** Stores choices; they hold from the next message on, in the session that is open, too. */
  choose(deviceId: string | null, choices: QuirkChoices): void
  onChange(listener: (deviceId: string | null) => void): () => void
}
