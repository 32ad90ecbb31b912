import { create } from 'zustand'
import type { Job } from '../../../contract/index.js'

/** The dialog about fetching trees that is open. */
type DiscoveryDialog =
  | { readonly kind: 'start'; readonly deviceId: string; readonly prefix: string }
  | { readonly kind: 'refused'; readonly job: Job }

interface DiscoveryDialogs {
  readonly dialog: DiscoveryDialog | null
  open(dialog: DiscoveryDialog): void
  close(): void
}

export const useDiscoveryDialogs = create<DiscoveryDialogs>()((set) => ({
  dialog: null,
  open: (dialog) => set({ dialog }),
  close: () => set({ dialog: null }),
}))
