import { editor } from 'monaco-editor/editor'
import { baseOf, type Palette, type ThemeName } from '../../ui/index.js'

/** Tells the editor our colours for a theme; gives the theme's name there. */
export function defineEditorTheme(theme: ThemeName, palette: Palette): string {
  const name = `workbench-${theme}`
  const rule = (token: string, colour: string) => ({ token, foreground: colour.slice(1) })
  editor.defineTheme(name, {
    base: theme === 'contrast' ? 'hc-black' : baseOf(theme) === 'light' ? 'vs' : 'vs-dark',
    inherit: false,
    rules: [
      rule('', palette.text),
      rule('delimiter', palette.faint),
      rule('tag', palette.cpe),
      rule('metatag', palette.faint),
      rule('attribute.name', palette.acs),
      rule('attribute.value', palette.ok),
      rule('string.escape', palette.edited),
      rule('comment', palette.faint),
    ],
    colors: {
      'editor.background': palette.canvas,
      'editor.foreground': palette.text,
      'editorLineNumber.foreground': palette.faint,
      'editorLineNumber.activeForeground': palette.text,
      'editor.lineHighlightBackground': palette.raised,
      'editor.lineHighlightBorder': palette.raised,
      'editor.selectionBackground': palette.selected,
      'editor.inactiveSelectionBackground': palette.selected,
      'editorCursor.foreground': palette.accent,
      'editorIndentGuide.background1': palette.line,
      'editorIndentGuide.activeBackground1': palette['line-strong'],
      'editorError.foreground': palette.fault,
      'editorWarning.foreground': palette.held,
      'editorInfo.foreground': palette.accent,
      'editorUnicodeHighlight.border': palette.held,
      'editorWidget.background': palette.panel,
      'editorWidget.foreground': palette.text,
      'editorWidget.border': palette.line,
      'editorHoverWidget.background': palette.panel,
      'editorHoverWidget.border': palette['line-strong'],
      'input.background': palette.control,
      'input.foreground': palette.text,
      'input.border': palette.line,
      focusBorder: palette.focus,
      'scrollbarSlider.background': `${palette['line-strong']}66`,
      'scrollbarSlider.hoverBackground': `${palette['line-strong']}99`,
      'scrollbarSlider.activeBackground': palette['line-strong'],
    },
  })
  return name
}
