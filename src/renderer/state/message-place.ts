import { create } from 'zustand'

/** From `start` to before `end`. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** What of a message is selected: one place, shown by every view of the message in its own way. */
export interface MessagePlace {
  readonly messageId: string
  /** Who chose it, and so need not be moved to it. */
  readonly from: 'decoded' | 'xml' | 'hex' | 'finding'
  /** In characters of the decoded body; null: it is none of the body. */
  readonly characters: Span | null
  /** In bytes as on the wire, where bytes were chosen. */
  readonly bytes: Span | null
}

interface MessagePlaces {
  readonly place: MessagePlace | null
  choose(place: MessagePlace | null): void
}

export const useMessagePlace = create<MessagePlaces>()((set) => ({
  place: null,
  choose: (place) => set({ place }),
}))
