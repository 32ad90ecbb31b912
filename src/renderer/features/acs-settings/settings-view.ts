import { create } from 'zustand'

export const settingsSections = [
  'authentication',
  'tls',
  'redirects',
  'xmpp',
  'stun',
  'notifications',
  'refused',
] as const
export type SettingsSection = (typeof settingsSections)[number]

/** Which dialog about the ACS is open. */
interface SettingsView {
  /** Null: the settings are closed. */
  readonly section: SettingsSection | null
  /** Where they were closed last. */
  readonly last: SettingsSection
  /** The CPE whose credentials are being asked for. */
  readonly loginOf: string | null
  show(section: SettingsSection): void
  close(): void
  askLogin(deviceId: string | null): void
}

export const useSettingsView = create<SettingsView>()((set) => ({
  section: null,
  last: 'authentication',
  loginOf: null,
  show: (section) => set({ section, last: section }),
  close: () => set({ section: null }),
  askLogin: (loginOf) => set({ loginOf }),
}))

export function isSettingsSection(text: string | null): text is SettingsSection {
  return settingsSections.some((section) => section === text)
}
