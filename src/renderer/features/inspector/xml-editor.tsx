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
import { usePalette, useThemeName } from '../../ui/index.js'
import { defineEditorTheme } from './editor-theme.js'
import type { FindingPlace } from './finding-place.js'

self.MonacoEnvironment = { getWorker: () => new EditorWorker() }

const severities = {
  error: MarkerSeverity.Error,
  warning: MarkerSeverity.Warning,
  info: MarkerSeverity.Info,
} as const

export interface XmlEditorProps {
  readonly text: string
  readonly marks: readonly { readonly finding: Finding; readonly place: FindingPlace }[]
  /** Offset to show and put the cursor at. */
  readonly reveal: number | null
}

/** Read-only XML in the editor, findings underlined. */
export function XmlEditor({ text, marks, reveal }: XmlEditorProps) {
  const box = useRef<HTMLDivElement>(null)
  const made = useRef<editor.IStandaloneCodeEditor | null>(null)
  const theme = useThemeName()
  const palette = usePalette()

  useEffect(() => {
    const element = box.current
    if (!element) return
    const instance = editor.create(element, {
      ...options,
      fontFamily: getComputedStyle(element).getPropertyValue('--font-mono'),
    })
    made.current = instance
    return () => {
      instance.getModel()?.dispose()
      instance.dispose()
      made.current = null
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
    const markers = marks.map(({ finding, place }) => {
      const from = model.getPositionAt(place.from)
      const to = model.getPositionAt(place.to)
      return {
        severity: severities[finding.severity],
        message: finding.message,
        source: finding.reference,
        code: finding.rule,
        startLineNumber: from.lineNumber,
        startColumn: from.column,
        endLineNumber: to.lineNumber,
        endColumn: to.column,
      }
    })
    editor.setModelMarkers(model, 'findings', markers)
  }, [marks, text])

  useEffect(() => {
    const instance = made.current
    const position = reveal === null ? null : instance?.getModel()?.getPositionAt(reveal)
    if (!instance || !position) return
    instance.setPosition(position)
    instance.revealPositionInCenter(position)
    instance.focus()
  }, [reveal, text])

  return <div ref={box} style={{ height: '100%' }} />
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
  fontSize: 12,
  lineHeight: 18,
  lineNumbersMinChars: 4,
  lineDecorationsWidth: 6,
  glyphMargin: false,
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
