import { create } from 'zustand'

/** The dialog about a CPE that is open. At most one is. */
export type DeviceDialog =
  | { readonly kind: 'credentials'; readonly deviceId: string }
  | { readonly kind: 'quirks'; readonly deviceId: string }
  | { readonly kind: 'call'; readonly deviceId: string }

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
