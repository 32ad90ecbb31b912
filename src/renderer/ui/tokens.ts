/**
 * The design tokens, once. CSS variables, the component library's theme and the editor's themes are made
 * from this table; test/renderer/ui checks that every text colour has its contrast on every surface.
 */

export type ThemeName = 'light' | 'dark' | 'contrast'

/** Surfaces, from the page up. Text of any text colour may stand on each of them. */
export const surfaces = ['canvas', 'panel', 'raised', 'control', 'selected'] as const

/** Colours for text. `cpe` and `acs` say who sent it; the rest has one meaning each. */
export const textColours = [
  'text',
  'dim',
  'faint',
  'accent',
  'cpe',
  'acs',
  'fault',
  'held',
  'edited',
  'ok',
] as const

/** Lines, fills and tints; no text in these. */
type Fill =
  | 'line'
  | 'line-strong'
  | 'hover'
  | 'focus'
  | 'accent-fill'
  | 'on-accent'
  | 'cpe-tint'
  | 'acs-tint'
  | 'fault-tint'
  | 'held-tint'
  | 'edited-tint'
  | 'ok-tint'
  | 'flash'
  | 'shadow'

export type TokenName = (typeof surfaces)[number] | (typeof textColours)[number] | Fill
export type Palette = Readonly<Record<TokenName, string>>

const dark: Palette = {
  canvas: '#0d1117',
  panel: '#131920',
  raised: '#1a222c',
  control: '#202a36',
  selected: '#1b3248',
  text: '#e4e9ef',
  dim: '#a9b4c1',
  faint: '#93a0af',
  accent: '#62b0ff',
  cpe: '#6cb4ff',
  acs: '#3fd0bd',
  fault: '#ff8580',
  held: '#f0b44c',
  edited: '#cf9cf5',
  ok: '#5fce86',
  line: '#252f3b',
  'line-strong': '#5f6f81',
  hover: '#1a222c',
  focus: '#62b0ff',
  'accent-fill': '#1f6fc2',
  'on-accent': '#ffffff',
  'cpe-tint': '#14283d',
  'acs-tint': '#0f2f2d',
  'fault-tint': '#3a1d1f',
  'held-tint': '#33270f',
  'edited-tint': '#2e2140',
  'ok-tint': '#14301f',
  flash: '#4a3b16',
  shadow: 'rgb(0 0 0 / 0.5)',
}

const light: Palette = {
  canvas: '#ffffff',
  panel: '#f7f9fb',
  raised: '#eef2f6',
  control: '#ffffff',
  selected: '#dcecfb',
  text: '#17202b',
  dim: '#475566',
  faint: '#56636f',
  accent: '#0a66bd',
  cpe: '#0b62c4',
  acs: '#00695f',
  fault: '#b3261e',
  held: '#7d5200',
  edited: '#7a2fb5',
  ok: '#1b6e3c',
  line: '#dde3ea',
  'line-strong': '#7c8a99',
  hover: '#eef2f6',
  focus: '#0a66bd',
  'accent-fill': '#0a66bd',
  'on-accent': '#ffffff',
  'cpe-tint': '#e6f1fd',
  'acs-tint': '#dcf4f0',
  'fault-tint': '#fdebe9',
  'held-tint': '#fdf1da',
  'edited-tint': '#f3e8fc',
  'ok-tint': '#e3f5e9',
  flash: '#fbe7b2',
  shadow: 'rgb(23 32 43 / 0.16)',
}

const contrast: Palette = {
  canvas: '#000000',
  panel: '#000000',
  raised: '#101418',
  control: '#000000',
  selected: '#00325c',
  text: '#ffffff',
  dim: '#e6e9ed',
  faint: '#cfd5dc',
  accent: '#7cc4ff',
  cpe: '#8cc8ff',
  acs: '#5cf0dc',
  fault: '#ff9b96',
  held: '#ffc95c',
  edited: '#deb5ff',
  ok: '#7ff0a6',
  line: '#8d99a6',
  'line-strong': '#ffffff',
  hover: '#1c242c',
  focus: '#ffd500',
  'accent-fill': '#7cc4ff',
  'on-accent': '#000000',
  'cpe-tint': '#00203a',
  'acs-tint': '#00302b',
  'fault-tint': '#400b08',
  'held-tint': '#382600',
  'edited-tint': '#2e1450',
  'ok-tint': '#04331a',
  flash: '#5a4700',
  shadow: 'rgb(0 0 0 / 0.9)',
}

/** The colours of each theme. */
export const palettes: Readonly<Record<ThemeName, Palette>> = { light, dark, contrast }

/** Monospace for what crosses the wire, proportional for what we say about it. */
export const fonts = {
  ui: "Inter, 'Segoe UI Variable Text', 'Segoe UI', system-ui, -apple-system, 'Noto Sans', 'DejaVu Sans', sans-serif",
  mono: "'JetBrains Mono', 'Cascadia Mono', 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
} as const

/** Dark or light, for what knows no more than the two (component library, scroll bars, editor base). */
export function baseOf(theme: ThemeName): 'light' | 'dark' {
  return theme === 'light' ? 'light' : 'dark'
}

/** The style sheet that turns `data-theme` on the root element into CSS variables named `--<token>`. */
export function themeStyleSheet(): string {
  const rules = Object.entries(palettes).map(([name, palette]) => {
    const variables = Object.entries(palette).map(([token, value]) => `--${token}:${value}`)
    return `:root[data-theme='${name}']{color-scheme:${name === 'light' ? 'light' : 'dark'};${variables.join(';')}}`
  })
  return `:root{--font-ui:${fonts.ui};--font-mono:${fonts.mono}}\n${rules.join('\n')}`
}
