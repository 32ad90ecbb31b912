import { create } from 'zustand'
import type { ConnectionRequestResult } from '../../../contract/index.js'

/** The dialog about a CPE that is open. At most one is. */
export type DeviceDialog =
  | { readonly kind: 'credentials'; readonly deviceId: string }
  | { readonly kind: 'quirks'; readonly deviceId: string }
  | { readonly kind: 'unreached'; readonly deviceId: string; readonly result: ConnectionRequestResult }

interface DeviceDialogs {
  readonly dialog: DeviceDialog | null
  open(dialog: DeviceDialog): void
  close(): void
}

export const useDeviceDialogs = create<DeviceDialogs>()((set) => ({
  dialog: null,
  open: (dialog) => set({ dialog }),
  close: () => set({ dialog: null }),
}))
