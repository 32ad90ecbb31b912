import type { EnvelopePrefixes } from '../soap/index.js'
import type { QuirkName, QuirkProfile } from './profile.js'
import { quirkNames } from './profile.js'

/** What came of reading a stored or posted profile: the choices it makes, or a sentence that says what is wrong. */
export type ReadQuirks =
  | { readonly ok: true; readonly quirks: Partial<QuirkProfile> }
  | { readonly ok: false; readonly problem: string }

type Readers = {
  readonly [Name in QuirkName]: (value: unknown) => { readonly value: QuirkProfile[Name] } | string
}

const readers: Readers = {
  xmlDeclaration: flag,
  booleanLiteral: oneOf('as-given', '0/1', 'true/false'),
  dateTimeFraction: oneOf('as-given', 'none', 'milliseconds'),
  emptyPath: oneOf('empty', 'root'),
  emptyAnswer: oneOf(204, 200),
  cookiePath: path,
  chunkedAnswers: flag,
  prefixes: readPrefixes,
  pretty: flag,
}

/** Reads a profile that was stored or posted. Keys nobody knows are left out: a newer version may have written them. */
export function readQuirks(stored: unknown): ReadQuirks {
  if (!isRecord(stored)) return { ok: false, problem: 'A quirk profile must be an object.' }
  let quirks: Partial<QuirkProfile> = {}
  for (const name of quirkNames) {
    const given = stored[name]
    if (given === undefined) continue
    const read = readers[name](given)
    if (typeof read === 'string') {
      return { ok: false, problem: `The quirk ${name} must be ${read}; it is ${shown(given)}.` }
    }
    quirks = { ...quirks, [name]: read.value }
  }
  return { ok: true, quirks }
}

function flag(value: unknown): { readonly value: boolean } | string {
  return typeof value === 'boolean' ? { value } : 'true or false'
}

function oneOf<const Choice extends string | number>(
  ...choices: readonly Choice[]
): (value: unknown) => { readonly value: Choice } | string {
  const all = choices.map((choice) => JSON.stringify(choice)).join(' or ')
  return (value) => {
    const chosen = choices.find((choice) => choice === value)
    return chosen === undefined ? all : { value: chosen }
  }
}

/** RFC 6265 4.1.1: any characters but controls and the semicolon; only a path from the root has an effect (5.2.4). */
function path(value: unknown): { readonly value: string } | string {
  return typeof value === 'string' && /^(?:\/[\x20-\x3a\x3c-\x7e]*)?$/.test(value)
    ? { value }
    : 'empty or a path that begins with "/" and has no semicolon'
}

const prefixNames = ['envelope', 'encoding', 'schema', 'schemaInstance', 'cwmp'] as const

function readPrefixes(value: unknown): { readonly value: EnvelopePrefixes } | string {
  const wanted = 'five different XML names without colon: envelope, encoding, schema, schemaInstance, cwmp'
  if (!isRecord(value)) return wanted
  const read: Record<string, string> = {}
  for (const name of prefixNames) {
    const prefix = value[name]
    // Prefixes that begin with xml are reserved (Namespaces in XML 1.0, 3).
    if (typeof prefix !== 'string' || !/^(?!xml)[A-Za-z_][\w.-]{0,31}$/i.test(prefix)) return wanted
    read[name] = prefix
  }
  const { envelope = '', encoding = '', schema = '', schemaInstance = '', cwmp = '' } = read
  if (new Set([envelope, encoding, schema, schemaInstance, cwmp]).size < prefixNames.length) return wanted
  return { value: { envelope, encoding, schema, schemaInstance, cwmp } }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shown(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
