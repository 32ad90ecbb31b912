import {
  createTheme,
  MantineProvider,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core'
import { createContext, useContext, useLayoutEffect, type ReactNode } from 'react'
import { baseOf, fonts, palettes, themeStyleSheet, type Palette, type ThemeName } from './tokens.js'

const ThemeContext = createContext<ThemeName>('dark')

/** The theme in force (never "system"). */
export function useThemeName(): ThemeName {
  return useContext(ThemeContext)
}

/** The colours in force, for what cannot read CSS variables (editor, canvas). */
export function usePalette(): Palette {
  return palettes[useThemeName()]
}

const accentShades: MantineColorsTuple = [
  'var(--cpe-tint)',
  'var(--cpe-tint)',
  'var(--selected)',
  'var(--accent)',
  'var(--accent)',
  'var(--accent)',
  'var(--accent-fill)',
  'var(--accent-fill)',
  'var(--accent-fill)',
  'var(--accent-fill)',
]

/** The component library's greys: text first, ground last, and the other way round for light themes. */
const darkShades: MantineColorsTuple = [
  'var(--text)',
  'var(--dim)',
  'var(--faint)',
  'var(--line-strong)',
  'var(--line)',
  'var(--control)',
  'var(--raised)',
  'var(--panel)',
  'var(--canvas)',
  'var(--canvas)',
]

const lightShades: MantineColorsTuple = [
  'var(--raised)',
  'var(--raised)',
  'var(--line)',
  'var(--line)',
  'var(--line-strong)',
  'var(--faint)',
  'var(--dim)',
  'var(--dim)',
  'var(--text)',
  'var(--text)',
]

/** Labels of what is ticked or switched read like text, also where the control is small. */
const ticked = {
  label: { fontSize: 'var(--font-size)' },
  description: { fontSize: 'var(--font-size-small)', color: 'var(--dim)', lineHeight: 1.4 },
}

const mantineTheme = createTheme({
  fontFamily: fonts.ui,
  fontFamilyMonospace: fonts.mono,
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '14px', xl: '16px' },
  primaryColor: 'accent',
  primaryShade: 6,
  colors: { accent: accentShades, dark: darkShades, gray: lightShades },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '14px' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { styles: { label: { fontWeight: 500 } } },
    InputWrapper: { styles: { description: { fontSize: 'var(--font-size-small)' } } },
    Radio: { styles: ticked },
    Checkbox: { styles: ticked },
    Switch: { styles: ticked },
    Tooltip: {
      styles: {
        tooltip: {
          border: '1px solid var(--line-strong)',
          background: 'var(--raised)',
          color: 'var(--text)',
          fontSize: 'var(--font-size-small)',
        },
      },
    },
  },
})

/** The component library's colours are ours: its variables point to our tokens in both of its schemes. */
const resolver: CSSVariablesResolver = () => {
  const ours = {
    '--mantine-color-body': 'var(--panel)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-bright': 'var(--text)',
    '--mantine-color-dimmed': 'var(--dim)',
    '--mantine-color-placeholder': 'var(--faint)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--fault)',
    '--mantine-color-default': 'var(--control)',
    '--mantine-color-default-hover': 'var(--raised)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-primary-color-filled': 'var(--accent-fill)',
    '--mantine-color-accent-light-color': 'var(--accent)',
    '--mantine-color-accent-light-hover': 'var(--hover)',
    '--mantine-primary-color-light-color': 'var(--accent)',
    '--mantine-primary-color-light-hover': 'var(--hover)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
  }
  return { variables: {}, light: ours, dark: ours }
}

/** Puts a theme in force for everything below it. */
export function ThemeProvider({ theme, children }: { theme: ThemeName; children: ReactNode }) {
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
  return (
    <ThemeContext value={theme}>
      <style>{themeStyleSheet()}</style>
      <MantineProvider theme={mantineTheme} cssVariablesResolver={resolver} forceColorScheme={baseOf(theme)}>
        {children}
      </MantineProvider>
    </ThemeContext>
  )
}
