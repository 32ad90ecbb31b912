import type { Constraint } from './nodes.js'

/** Integer types and their bounds (TR-106 3.2). */
const integerBounds: ReadonlyMap<string, readonly [bigint, bigint]> = new Map([
  ['int', [-(2n ** 31n), 2n ** 31n - 1n]],
  ['unsignedInt', [0n, 2n ** 32n - 1n]],
  ['long', [-(2n ** 63n), 2n ** 63n - 1n]],
  ['unsignedLong', [0n, 2n ** 64n - 1n]],
])

const lexicalForms: ReadonlyMap<string, RegExp> = new Map([
  ['boolean', /^(?:0|1|true|false)$/],
  ['decimal', /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/],
  ['hexBinary', /^(?:[0-9A-Fa-f]{2})*$/],
  ['base64Binary', /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/],
])

const dateTimeForm = /^(\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/

const unknownTime = '0001-01-01T00:00:00Z'

/** The type's name without prefix, `base64` under the name XML Schema has for it. */
export function bareType(type: string): string {
  const local = type.slice(type.indexOf(':') + 1)
  return local === 'base64' ? 'base64Binary' : local
}

/** The value of a parameter nobody has set. */
export function neutralValue(type: string, constraint: Constraint | null): string {
  if (integerBounds.has(type) || type === 'decimal') {
    const minimum = constraint?.minimum
    return minimum !== undefined && minimum > 0 ? String(minimum) : '0'
  }
  if (type === 'boolean') return 'false'
  if (type === 'dateTime') return unknownTime
  return ''
}

/** What is wrong with a value of this type, in a few words; null: nothing. */
export function valueProblem(type: string, value: string, constraint: Constraint | null): string | null {
  return lexicalProblem(type, value) ?? constraintProblem(type, value, constraint)
}

/**
 * The value as the parameter keeps it: white space around a non-string is not part of it (XML Schema
 * whiteSpace=collapse), and a boolean stays in the spelling (0/1 or true/false) the parameter had.
 */
export function canonicalValue(type: string, value: string, previous: string): string {
  if (type === 'string') return value
  const trimmed = value.trim()
  if (type !== 'boolean') return trimmed
  const on = trimmed === '1' || trimmed === 'true'
  return previous === '0' || previous === '1' ? (on ? '1' : '0') : String(on)
}

function lexicalProblem(type: string, raw: string): string | null {
  const value = type === 'string' ? raw : raw.trim()
  const bounds = integerBounds.get(type)
  if (bounds !== undefined) {
    if (!/^[+-]?\d+$/.test(value)) return `"${value}" is not a whole number`
    const number = BigInt(value.replace(/^\+/, ''))
    return number < bounds[0] || number > bounds[1] ? `${value} is out of the range of ${type}` : null
  }
  if (type === 'dateTime') return isDateTime(value) ? null : `"${value}" is not a dateTime`
  const form = lexicalForms.get(type)
  return form === undefined || form.test(value) ? null : `"${value}" is not a ${type}`
}

function isDateTime(value: string): boolean {
  const match = dateTimeForm.exec(value)
  if (match === null) return false
  const [month, day, hour, minute, second] = match.slice(2, 7).map(Number)
  return (
    inRange(month, 1, 12) &&
    inRange(day, 1, 31) &&
    inRange(hour, 0, 24) &&
    inRange(minute, 0, 59) &&
    inRange(second, 0, 60)
  )
}

const inRange = (value: number | undefined, low: number, high: number): boolean =>
  value !== undefined && value >= low && value <= high

function constraintProblem(type: string, value: string, constraint: Constraint | null): string | null {
  if (constraint === null) return null
  const { enumeration, minimum, maximum, maxLength } = constraint
  if (enumeration !== undefined && !enumeration.includes(value)) {
    return `"${value}" is not one of ${enumeration.slice(0, 12).join(', ')}${enumeration.length > 12 ? ', …' : ''}`
  }
  if (maxLength !== undefined && value.length > maxLength) return `longer than ${maxLength} characters`
  if (integerBounds.has(type) || type === 'decimal') {
    const number = Number(value)
    if (minimum !== undefined && number < minimum) return `${value.trim()} is below ${minimum}`
    if (maximum !== undefined && number > maximum) return `${value.trim()} is above ${maximum}`
  }
  return null
}
