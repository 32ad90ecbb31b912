/** How a value of a CWMP type is edited. */
export type ValueEditor =
  | { readonly kind: 'boolean' }
  | { readonly kind: 'number'; readonly min: bigint | null; readonly max: bigint | null }
  | { readonly kind: 'dateTime' }
  | { readonly kind: 'hexBinary' }
  | { readonly kind: 'base64' }
  | { readonly kind: 'text' }

const integers: Readonly<Record<string, readonly [bigint, bigint]>> = {
  int: [-(2n ** 31n), 2n ** 31n - 1n],
  unsignedInt: [0n, 2n ** 32n - 1n],
  long: [-(2n ** 63n), 2n ** 63n - 1n],
  unsignedLong: [0n, 2n ** 64n - 1n],
}

/** The editor for a type as the tree names it (without prefix). An unknown type is edited as text. */
export function editorOf(type: string | null): ValueEditor {
  const range = type === null ? undefined : integers[type]
  if (range) return { kind: 'number', min: range[0], max: range[1] }
  switch (type) {
    case 'boolean':
      return { kind: 'boolean' }
    case 'dateTime':
      return { kind: 'dateTime' }
    case 'hexBinary':
      return { kind: 'hexBinary' }
    case 'base64':
    case 'base64Binary':
      return { kind: 'base64' }
    default:
      return { kind: 'text' }
  }
}

/** What is wrong with a text as a value of the type, as a sentence; null when it fits. */
export function whyNotValue(type: string | null, text: string): string | null {
  const editor = editorOf(type)
  switch (editor.kind) {
    case 'boolean':
      return readBoolean(text) === null ? 'A boolean is 0, 1, true or false.' : null
    case 'number':
      return whyNotInteger(text, editor.min, editor.max)
    case 'dateTime':
      return isDateTime(text)
        ? null
        : 'A dateTime is written like 2026-11-22T10:30:00Z (or 0001-01-01T00:00:00Z for "unknown").'
    case 'hexBinary':
      return /^(?:[0-9a-fA-F]{2})*$/.test(text) ? null : 'Hexadecimal digits in pairs, nothing else.'
    case 'base64':
      return /^(?:[A-Za-z0-9+/\s]*)={0,2}\s*$/.test(text)
        ? null
        : 'Only letters, digits, + and /, = at the end.'
    case 'text':
      return null
  }
}

function whyNotInteger(text: string, min: bigint | null, max: bigint | null): string | null {
  if (!/^[+-]?\d+$/.test(text)) return 'A whole number, digits only.'
  const value = BigInt(text.startsWith('+') ? text.slice(1) : text)
  if (min !== null && value < min) return `At least ${min.toString()}.`
  if (max !== null && value > max) return `At most ${max.toString()}.`
  return null
}

function isDateTime(text: string): boolean {
  const match = /^(-?\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/.exec(text)
  if (!match) return false
  const [, , month, day, hour, minute, second] = match.map(Number)
  return (
    between(month, 1, 12) &&
    between(day, 1, 31) &&
    between(hour, 0, 24) &&
    between(minute, 0, 59) &&
    between(second, 0, 60)
  )
}

function between(value: number | undefined, low: number, high: number): boolean {
  return value !== undefined && value >= low && value <= high
}

/** Reads any of the four spellings the schema allows; null when it is none. */
export function readBoolean(text: string): boolean | null {
  switch (text.trim()) {
    case '1':
    case 'true':
      return true
    case '0':
    case 'false':
      return false
    default:
      return null
  }
}

/** Writes a boolean in the spelling the CPE itself used: some accept no other. */
export function writeBoolean(value: boolean, like: string | null): string {
  return like === 'true' || like === 'false' ? String(value) : value ? '1' : '0'
}

/** The type SetParameterValues names for a parameter. A type never learnt is sent as a string. */
export function wireType(type: string | null): string {
  return `xsd:${type ?? 'string'}`
}
