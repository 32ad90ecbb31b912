import { create } from 'zustand'
import { persist } from 'zustand/middleware'

/** What the user chose; `system` follows the operating system, also into high contrast. */
export type ThemeChoice = 'system' | 'light' | 'dark' | 'contrast'

/** What outlives the page, in this browser. */
export interface Preferences {
  readonly theme: ThemeChoice
  setTheme(theme: ThemeChoice): void
}

export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      theme: 'system',
      setTheme: (theme) => set({ theme }),
    }),
    { name: 'cwmp-workbench.preferences', version: 1 },
  ),
)
