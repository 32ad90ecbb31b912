import type { ArrayType, ChoiceType, Field, FieldType, ScalarType } from '../rpc/index.js'
import { objectName, parameterName } from '../rpc/shared-types.js'
import { localTypeName } from '../rpc/value-types.js'
import type { DecodedEnvelope } from '../soap/index.js'
import type { XmlDocument, XmlElement } from '../xml/index.js'
import { noElement } from '../xml/index.js'
import { fieldsOf } from './argument-types.js'
import { contentOf, quoted } from './place.js'
import type { Place, Report } from './rule.js'
import { readDateTime } from './date-times.js'

/** What can be wrong with an argument by the schema. Each is a rule of its own. */
export type ArgumentRule =
  | 'argument-too-long'
  | 'empty-argument'
  | 'argument-type'
  | 'argument-range'
  | 'argument-enumeration'
  | 'argument-pattern'
  | 'array-size'
  | 'unknown-struct-type'
  | 'white-space-in-name'

interface ArgumentDefect {
  readonly message: string
  readonly place: Place
}

type DefectsByRule = ReadonlyMap<ArgumentRule, readonly ArgumentDefect[]>

/** The arguments of an envelope are walked once, whatever number of rules ask. */
const walked = new WeakMap<DecodedEnvelope, DefectsByRule>()

/** Reports what one rule has to say of the arguments. Values of parameters are not looked at: they have rules of their own. */
export function reportArguments(rule: ArgumentRule, envelope: DecodedEnvelope, report: Report): void {
  let defects = walked.get(envelope)
  if (defects === undefined) {
    defects = new ArgumentWalk(envelope).defects()
    walked.set(envelope, defects)
  }
  for (const { message, place } of defects.get(rule) ?? []) report(message, place)
}

/** Names in requests, and in answers about names and attributes. With a value beside it a name is judged like the value. */
const isNameType = (type: FieldType): boolean => type === parameterName || type === objectName

/** Arguments of the Inform that the rules on Informs judge. */
const judgedWithInforms: ReadonlySet<string> = new Set([
  'OUI',
  'EventCode',
  'MaxEnvelopes',
  'CurrentTime',
  'RetryCount',
])

class ArgumentWalk {
  readonly #envelope: DecodedEnvelope
  readonly #document: XmlDocument
  readonly #defects = new Map<ArgumentRule, ArgumentDefect[]>()
  readonly #skipped: ReadonlySet<string>

  constructor(envelope: DecodedEnvelope) {
    this.#envelope = envelope
    this.#document = envelope.source.document
    this.#skipped = envelope.rpc === 'Inform' ? judgedWithInforms : new Set()
  }

  defects(): DefectsByRule {
    const { element } = this.#envelope.source
    if (element !== noElement) this.#struct(element, fieldsOf(this.#envelope), null)
    return this.#defects
  }

  #add(rule: ArgumentRule, message: string, place: Place): void {
    const defects = this.#defects.get(rule)
    if (defects === undefined) this.#defects.set(rule, [{ message, place }])
    else defects.push({ message, place })
  }

  /** `name`: of the struct, which some senders wrap around its content once more. */
  #struct(element: XmlElement, fields: readonly Field[], name: string | null): void {
    const document = this.#document
    for (let child = document.firstChild(element); child !== noElement; child = document.nextSibling(child)) {
      const childName = document.localName(child)
      const field = fields.find((candidate) => candidate.name === childName)
      if (field !== undefined && !this.#skipped.has(childName))
        this.#value(child, field.type, name !== 'ParameterValueStruct' && isNameType(field.type))
      else if (childName === name) this.#struct(child, fields, null)
    }
  }

  #value(element: XmlElement, type: FieldType, isName: boolean): void {
    switch (type.kind) {
      case 'typed-value':
        return
      case 'scalar':
        if (!this.#document.hasChildren(element)) this.#scalar(element, type, isName)
        return
      case 'struct':
        this.#struct(element, type.fields, type.name)
        return
      case 'array':
        this.#array(element, type)
        return
      case 'choice':
        this.#choice(element, type)
    }
  }

  #array(element: XmlElement, type: ArrayType): void {
    const document = this.#document
    const name = document.localName(element)
    const holdsNames = name === 'ParameterNames'
    let members = 0
    for (let child = document.firstChild(element); child !== noElement; child = document.nextSibling(child)) {
      members++
      this.#value(child, type.item, holdsNames)
    }
    const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = type
    const tooFew = members < minItems && this.#envelope.cut !== true
    if (!tooFew && members <= maxItems) return
    const limit = tooFew ? `at least ${minItems}` : `at most ${maxItems}`
    const message = `${name} has ${members} members; the schema wants ${limit}.`
    const offset = document.start(element)
    this.#add('array-size', message, { offset, length: document.contentStart(element) - offset })
  }

  #choice(element: XmlElement, type: ChoiceType): void {
    const document = this.#document
    const attribute = document.findAttribute(element, 'type')
    if (attribute === undefined) {
      for (const child of document.children(element)) {
        const struct = type.structs.find(({ name }) => name === document.localName(child))
        if (struct !== undefined) this.#struct(child, struct.fields, null)
      }
      return
    }
    const struct = type.structs.find(({ name }) => name === localTypeName(attribute.value.trim()))
    if (struct !== undefined) {
      this.#struct(element, struct.fields, struct.name)
      return
    }
    const names = type.structs.map(({ name }) => name).join(', ')
    const message = `The type ${quoted(attribute.value)} of ${document.localName(element)} is none of ${names}.`
    const { valueStart: offset, valueEnd } = attribute
    this.#add('unknown-struct-type', message, { offset, length: valueEnd - offset })
  }

  #scalar(element: XmlElement, type: ScalarType, isName: boolean): void {
    const document = this.#document
    const { maxLength, enumeration, pattern } = type
    const isFree = type.type === 'string' || type.type === 'anyURI'
    if (isFree && !isName && enumeration === undefined && pattern === undefined) {
      // References only make a text shorter: most need not be read.
      const written = document.contentEnd(element) - document.contentStart(element)
      if (maxLength === undefined || written <= maxLength) return
    }
    const value = document.value(element)
    const defect = tooLong(value, maxLength) ?? (isFree ? freeText(value, type) : typedText(value, type))
    const name = document.localName(element)
    if (defect !== null && !this.#isJudgedByUse(defect.rule, value))
      this.#add(defect.rule, `${name} ${defect.says}.`, contentOf(document, element))
    if (isName && hasWhiteSpace(value)) {
      const message = `The name ${quoted(value)} has white space in it or around it.`
      this.#add('white-space-in-name', message, contentOf(document, element))
    }
  }

  /** The schema allows a ScheduleInform in 0 seconds; that CPEs refuse it is said by a rule on the use of RPCs. */
  #isJudgedByUse(rule: ArgumentRule, value: string): boolean {
    return this.#envelope.rpc === 'ScheduleInform' && rule === 'argument-range' && Number(value) === 0
  }
}

/** A defect of a value; `says` is put behind the name of the argument. */
interface ValueDefect {
  readonly rule: ArgumentRule
  readonly says: string
}

function tooLong(value: string, maxLength: number | undefined): ValueDefect | null {
  if (maxLength === undefined || value.length <= maxLength) return null
  const length = [...value].length
  if (length <= maxLength) return null
  return { rule: 'argument-too-long', says: `has ${length} characters; the schema allows ${maxLength}` }
}

function freeText(value: string, { enumeration, pattern }: ScalarType): ValueDefect | null {
  // The text of the specification lets vendors name their own entities, the schemas do not.
  if (enumeration !== undefined && !enumeration.includes(value) && !/^X_/.test(value)) {
    return {
      rule: 'argument-enumeration',
      says: `is ${quoted(value)}; the schema has ${enumeration.join(', ')}`,
    }
  }
  if (pattern !== undefined && !pattern.expression.test(value)) {
    return { rule: 'argument-pattern', says: `is ${quoted(value)}; it must ${pattern.meaning}` }
  }
  return null
}

/** Numbers, booleans, times and base64: XML Schema takes white space around them. */
function typedText(written: string, type: ScalarType): ValueDefect | null {
  const value = written.trim()
  const wrong = (is: string): ValueDefect => ({
    rule: 'argument-type',
    says: `is ${quoted(written)}, which is no ${is}`,
  })
  if (type.type === 'base64') return /^[A-Za-z0-9+/\s]*={0,2}$/.test(value) ? null : wrong('base64')
  if (value === '') return { rule: 'empty-argument', says: `is empty, but of type ${type.type}` }
  if (type.type === 'boolean') {
    return /^(?:0|1|true|false)$/.test(value) ? null : wrong('boolean (0, 1, true or false)')
  }
  if (type.type === 'dateTime') return readDateTime(value) === null ? wrong('dateTime') : null
  if (!/^[+-]?\d+$/.test(value)) return wrong('whole number')
  return numberOutside(Number(value), type)
}

function numberOutside(number: number, type: ScalarType): ValueDefect | null {
  const { minimum, maximum, enumeration, ranges } = type
  // Fault codes are judged where it is known which RPC they are of.
  if (ranges !== undefined) return null
  if (enumeration !== undefined) {
    if (enumeration.some((allowed) => Number(allowed) === number)) return null
    const says = `is ${number}; the schema has ${enumeration.join(', ')}`
    return { rule: 'argument-enumeration', says }
  }
  if (minimum !== undefined && number < minimum) {
    return { rule: 'argument-range', says: `is ${number}; ${minimum} is the least` }
  }
  if (maximum !== undefined && number > maximum) {
    return { rule: 'argument-range', says: `is ${number}; ${maximum} is the most` }
  }
  return null
}

/** Aliases in square brackets may have spaces, names none. */
function hasWhiteSpace(name: string): boolean {
  return /\s/.test(name) && /\s/.test(name.replaceAll(/\[[^[\]]*\]/g, ''))
}
