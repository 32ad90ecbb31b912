import { create } from 'zustand'

/** What is selected in the pane: a file or a transfer, shown in full below the lists. */
export type Shown = { readonly kind: 'file' | 'transfer'; readonly id: string } | null

export const useShown = create<{ readonly shown: Shown }>()(() => ({ shown: null }))
