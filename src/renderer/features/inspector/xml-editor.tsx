import { editor, MarkerSeverity } from 'monaco-editor/editor'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import 'monaco-editor/features/bracketMatching/register'
import 'monaco-editor/features/clipboard/register'
import 'monaco-editor/features/codeEditor/register'
import 'monaco-editor/features/codicon/register'
import 'monaco-editor/features/find/register'
import 'monaco-editor/features/folding/register'
import 'monaco-editor/features/gotoLine/register'
import 'monaco-editor/features/hover/register'
import 'monaco-editor/features/longLinesHelper/register'
import 'monaco-editor/features/unicodeHighlighter/register'
import 'monaco-editor/features/wordHighlighter/register'
import 'monaco-editor/languages/definitions/xml/register'
import { useEffect, useRef } from 'react'
import type { Finding } from '../../../contract/index.js'
import { ruleById } from '../../../core/lint/index.js'
import type { Span } from '../../state/message-place.js'
import { usePalette, useThemeName, visibleText } from '../../ui/index.js'
import { defineEditorTheme } from './editor-theme.js'
import styles from './inspector.module.css'

self.MonacoEnvironment = { getWorker: () => new EditorWorker() }

const severities = {
  error: MarkerSeverity.Error,
  warning: MarkerSeverity.Warning,
  info: MarkerSeverity.Info,
} as const

const glyphs = {
  error: styles.glyphError,
  warning: styles.glyphWarning,
  info: styles.glyphInfo,
} as const

export interface XmlEditorProps {
  readonly text: string
  readonly marks: readonly { readonly finding: Finding; readonly span: Span }[]
  /** The element of what is selected. */
  readonly place: Span | null
  /** What is selected; brought into view unless it was selected here. */
  readonly chosen: { readonly span: Span } | null
  /** The user moved the cursor or selected something. */
  readonly onSelect: (span: Span) => void
}

/** Read-only XML in the editor: findings underlined, the selected element tinted. */
export function XmlEditor({ text, marks, place, chosen, onSelect }: XmlEditorProps) {
  const box = useRef<HTMLDivElement>(null)
  const made = useRef<editor.IStandaloneCodeEditor | null>(null)
  const decorations = useRef<{
    readonly findings: editor.IEditorDecorationsCollection
    readonly place: editor.IEditorDecorationsCollection
  } | null>(null)
  const theme = useThemeName()
  const palette = usePalette()
  const select = useRef(onSelect)
  useEffect(() => {
    select.current = onSelect
  })
  /** What comes back as `chosen` next is what the user did here, and the cursor is there already. */
  const told = useRef(false)

  useEffect(() => {
    const element = box.current
    if (!element) return
    const instance = editor.create(element, {
      ...options,
      fontFamily: getComputedStyle(element).getPropertyValue('--font-mono'),
    })
    made.current = instance
    decorations.current = {
      findings: instance.createDecorationsCollection(),
      place: instance.createDecorationsCollection(),
    }
    const moves = instance.onDidChangeCursorSelection(({ selection, source }) => {
      const model = instance.getModel()
      // What this component sets itself comes from nobody's hand.
      if (!model || (source !== 'mouse' && source !== 'keyboard')) return
      told.current = true
      select.current({
        start: model.getOffsetAt(selection.getStartPosition()),
        end: model.getOffsetAt(selection.getEndPosition()),
      })
    })
    return () => {
      moves.dispose()
      instance.getModel()?.dispose()
      instance.dispose()
      made.current = null
      decorations.current = null
    }
  }, [])

  useEffect(() => {
    const name = defineEditorTheme(theme, palette)
    editor.setTheme(name)
  }, [theme, palette])

  useEffect(() => {
    const instance = made.current
    if (!instance) return
    const before = instance.getModel()
    instance.setModel(editor.createModel(text, 'xml'))
    before?.dispose()
  }, [text])

  useEffect(() => {
    const model = made.current?.getModel()
    if (!model) return
    const placed = marks.map(({ finding, span }) => ({ finding, range: rangeOf(model, span) }))
    editor.setModelMarkers(
      model,
      'findings',
      placed.map(({ finding, range }) => ({
        ...range,
        severity: severities[finding.severity],
        message: hoverText(finding),
        source: finding.reference,
        code: finding.rule,
      })),
    )
    decorations.current?.findings.set(
      placed.map(({ finding, range }) => ({
        range: { ...range, endLineNumber: range.startLineNumber, endColumn: range.startColumn },
        options: {
          glyphMarginClassName: glyphs[finding.severity] ?? null,
          glyphMarginHoverMessage: { value: ruleById.get(finding.rule)?.title ?? '' },
        },
      })),
    )
  }, [marks, text])

  useEffect(() => {
    const model = made.current?.getModel()
    if (!model) return
    decorations.current?.place.set(
      place === null
        ? []
        : [
            {
              range: rangeOf(model, place),
              options: {
                className: styles.xmlPlace ?? null,
                linesDecorationsClassName: styles.xmlPlaceBar ?? null,
              },
            },
          ],
    )
  }, [place, text])

  useEffect(() => {
    const instance = made.current
    const model = instance?.getModel()
    const own = told.current
    told.current = false
    if (!instance || !model || chosen === null || own) return
    const range = rangeOf(model, chosen.span)
    instance.setSelection(range)
    instance.revealRangeInCenterIfOutsideViewport(range)
  }, [chosen, text])

  return <div ref={box} className={styles.editor} />
}

function rangeOf(model: editor.ITextModel, { start, end }: Span) {
  const from = model.getPositionAt(start)
  const to = model.getPositionAt(end)
  return {
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  }
}

/** What was found, and what it means. */
function hoverText({ rule, message }: Finding): string {
  // Plain text: what rules put between backticks stands for itself.
  const explanation = ruleById.get(rule)?.explanation.replaceAll('`', '')
  return visibleText(explanation === undefined ? message : `${message}\n\n${explanation}`)
}

const options: editor.IStandaloneEditorConstructionOptions = {
  readOnly: true,
  // Else the editor shows no findings in what cannot be edited.
  renderValidationDecorations: 'on',
  domReadOnly: true,
  ariaLabel: 'XML of the message',
  // Tab leaves the editor: it is a place on the page, not a trap.
  tabFocusMode: true,
  automaticLayout: true,
  // Else a panel cuts off what is said over its edge.
  fixedOverflowWidgets: true,
  fontSize: 12,
  lineHeight: 18,
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 6,
  glyphMargin: true,
  minimap: { enabled: false },
  overviewRulerLanes: 2,
  scrollBeyondLastLine: false,
  wordWrap: 'on',
  wrappingIndent: 'deepIndent',
  folding: true,
  renderLineHighlight: 'line',
  renderLineHighlightOnlyWhenFocus: true,
  renderControlCharacters: true,
  unicodeHighlight: { ambiguousCharacters: true, invisibleCharacters: true, nonBasicASCII: false },
  occurrencesHighlight: 'off',
  links: false,
  contextmenu: false,
  stickyScroll: { enabled: false },
  padding: { top: 8, bottom: 8 },
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
}
