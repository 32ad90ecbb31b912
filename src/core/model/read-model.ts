import { readBbfModel } from './bbf-xml.js'
import { readCsvDump } from './dump-csv.js'
import { readJsonDump } from './dump-json.js'
import type { ModelReading } from './model.js'

/** Reads a model file of any kind this program knows, told apart by how the text begins. */
export function readModel(text: string, name: string): ModelReading {
  const start = text.replace(/^\uFEFF/, '')
  switch (start.trimStart()[0]) {
    case undefined:
      return { ok: false, message: `${name} is empty.` }
    case '{':
      return readJsonDump(start, name)
    case '<':
      return readBbfModel(start, name)
    default:
      return readCsvDump(start, name)
  }
}
