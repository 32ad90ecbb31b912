import { buildModel, type ModelEntry, type ModelReading } from './model.js'

/**
 * Reads a device dump as nested JSON (`{"Device": {"DeviceInfo": {"Manufacturer": "…"}}}`). The layout says
 * nothing of types and access: a type follows from the JSON value, and everything outside DeviceInfo is
 * taken as writable.
 */
export function readJsonDump(text: string, name: string): ModelReading {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    return {
      ok: false,
      message: `${name} is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    }
  }
  if (!isRecord(document))
    return { ok: false, message: `${name}: a model is a JSON object with the root inside.` }
  const entries: ModelEntry[] = []
  collect(document, '', entries)
  return buildModel(name, entries, {})
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function collect(object: Readonly<Record<string, unknown>>, prefix: string, entries: ModelEntry[]): void {
  for (const [key, value] of Object.entries(object)) {
    const path = prefix + key
    if (isRecord(value)) {
      entries.push({ path: `${path}.`, writable: /^[1-9]\d*$/.test(key) || isTable(value), object: true })
      collect(value, `${path}.`, entries)
    } else {
      entries.push({
        path,
        writable: !/^(?:Device|InternetGatewayDevice)\.DeviceInfo\./.test(path),
        object: false,
        ...typed(value),
      })
    }
  }
}

const isTable = (value: Readonly<Record<string, unknown>>): boolean => {
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every((key) => /^[1-9]\d*$/.test(key))
}

function typed(value: unknown): { type: string; value: string } {
  switch (typeof value) {
    case 'boolean':
      return { type: 'boolean', value: String(value) }
    case 'number':
      if (!Number.isInteger(value)) return { type: 'decimal', value: String(value) }
      return { type: value < 0 ? 'int' : 'unsignedInt', value: String(value) }
    case 'string':
      return { type: 'string', value }
    default:
      return { type: 'string', value: value === null ? '' : JSON.stringify(value) }
  }
}
