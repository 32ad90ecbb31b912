import { useSyncExternalStore } from 'react'
import { usePreferences, type ThemeChoice } from '../state/preferences.js'
import type { ThemeName } from '../ui/index.js'
import { useCommand } from './commands.js'

const dark = '(prefers-color-scheme: dark)'
const contrast = '(prefers-contrast: more)'

/** The theme the user's choice comes down to on this system. */
export function useEffectiveTheme(): ThemeName {
  const choice = usePreferences((preferences) => preferences.theme)
  const system = useSyncExternalStore(watchSystem, systemTheme)
  return choice === 'system' ? system : choice
}

function systemTheme(): ThemeName {
  if (matchMedia(contrast).matches) return 'contrast'
  return matchMedia(dark).matches ? 'dark' : 'light'
}

function watchSystem(changed: () => void): () => void {
  const queries = [matchMedia(dark), matchMedia(contrast)]
  for (const query of queries) query.addEventListener('change', changed)
  return () => {
    for (const query of queries) query.removeEventListener('change', changed)
  }
}

/** What the theme menu offers, in its order. */
export const themeChoices: readonly (readonly [ThemeChoice, string])[] = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
  ['contrast', 'High contrast'],
]

/** Makes the themes choosable as commands. */
export function useThemeCommands(): void {
  const setTheme = usePreferences((preferences) => preferences.setTheme)
  useCommand('theme.system', () => setTheme('system'))
  useCommand('theme.light', () => setTheme('light'))
  useCommand('theme.dark', () => setTheme('dark'))
  useCommand('theme.contrast', () => setTheme('contrast'))
}
