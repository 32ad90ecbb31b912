import { create } from 'zustand'

/** The dialog about transfers that is open. */
type OperationsDialog =
  | { readonly kind: 'download'; readonly deviceId: string; readonly fileId: string | null }
  | { readonly kind: 'upload'; readonly deviceId: string }

interface OperationsDialogs {
  readonly dialog: OperationsDialog | null
  open(dialog: OperationsDialog): void
  close(): void
}

export const useOperationsDialogs = create<OperationsDialogs>()((set) => ({
  dialog: null,
  open: (dialog) => set({ dialog }),
  close: () => set({ dialog: null }),
}))
