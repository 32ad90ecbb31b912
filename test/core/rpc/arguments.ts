import fc from 'fast-check'
import type { Field, FieldType, ScalarType } from '../../../src/core/rpc/index.js'
import { isWritableText } from '../../../src/core/xml/index.js'
import type { CwmpVersion, RpcStruct, RpcValue } from '../../../src/core/soap/message.js'

/**
 * Generates arguments that fit a definition of the RPC table and the schema of a version: lengths to the limit, all
 * optional elements, all types of values, and texts that tempt a careless writer or reader.
 */
export function argumentsFor(
  fields: readonly Field[],
  version: CwmpVersion = '1.2',
): fc.Arbitrary<RpcStruct> {
  return new Generator(version >= '1.2').struct(fields)
}

const tempting = [
  '',
  ' ',
  '  leading',
  'trailing \t',
  '\n',
  '\r\n',
  'a\rb\nc\r\n',
  '<Value>&lt;&amp;</Value>',
  ']]>',
  '<![CDATA[x]]>',
  '<!-- -->',
  '"\'&#13;',
  '\u{1f600}\u{10ffff}',
  '\u0085\u2028\u00a0\ufeff',
  'ÄÖÜ',
  '0',
  'true',
]

/** Any text XML can carry, of at most so many characters. */
export function anyText(longest: number): fc.Arbitrary<string> {
  const fitting = tempting.filter((text) => [...text].length <= longest)
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...fitting) },
    {
      weight: 6,
      arbitrary: fc.string({ unit: 'binary', maxLength: Math.min(longest, 24) }).filter(isWritableText),
    },
    { weight: 1, arbitrary: fc.constantFrom('x'.repeat(longest), '\u{1f600}'.repeat(longest)) },
  )
}

const dateTime = fc.constantFrom(
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '0001-01-03T03:04:05',
  '2026-11-22T10:00:00+01:00',
  '2026-11-22T10:00:00.5-05:30',
  '2026-11-22T10:00:00.123456Z',
)
const boolean = fc.constantFrom('0', '1', 'true', 'false')
const base64 = fc.constantFrom('', 'AA==', 'Rm9v', 'Rm9vYmFy')

const typedValues: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'xsd:string': anyText(2000),
  'xsd:int': fc.integer().map(String),
  'xsd:unsignedInt': fc.integer({ min: 0, max: 4_294_967_295 }).map(String),
  'xsd:long': fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
  'xsd:unsignedLong': fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String),
  'xsd:boolean': boolean,
  'xsd:dateTime': dateTime,
  'xsd:base64Binary': base64,
  'xsd:hexBinary': fc.constantFrom('', '00', 'DEADBEEF'),
  'xsd:decimal': fc.constantFrom('0', '-1.5', '3.25'),
}

const typedValue = fc.oneof(
  ...Object.entries(typedValues).map(([type, value]) => value.map((text) => ({ Value: text, Type: type }))),
)

class Generator {
  /** The schemas before 1.2 enumerate what the newer ones describe by patterns. */
  readonly #open: boolean

  constructor(open: boolean) {
    this.#open = open
  }

  struct(fields: readonly Field[]): fc.Arbitrary<RpcStruct> {
    const typed = fields.some(({ type }) => type.kind === 'typed-value')
    const entries: Record<string, fc.Arbitrary<RpcValue>> = {}
    const required: string[] = []
    for (const { name, type, repeated, optional } of fields) {
      if (type.kind === 'typed-value') continue
      const one = this.#value(name, type)
      entries[name] = repeated === true ? fc.array(one, { minLength: 1, maxLength: 3 }) : one
      if (optional !== true) required.push(name)
    }
    const plain = fc.record(entries, { requiredKeys: required, noNullPrototype: true })
    return typed
      ? fc.tuple(plain, typedValue).map(([struct, value]): RpcStruct => ({ ...struct, ...value }))
      : plain
  }

  #value(name: string, type: Exclude<FieldType, { kind: 'typed-value' }>): fc.Arbitrary<RpcValue> {
    switch (type.kind) {
      case 'scalar':
        return this.#scalar(name, type)
      case 'struct':
        return this.struct(type.fields)
      case 'array': {
        const { item, minItems = 0, maxItems = 20 } = type
        return fc.array(this.#value(name, item), {
          minLength: minItems,
          maxLength: Math.min(20, maxItems),
          size: 'small',
        })
      }
      case 'choice':
        return fc.oneof(
          ...type.structs.map((struct) =>
            this.struct(struct.fields).map((made): RpcStruct => ({ $type: struct.name, ...made })),
          ),
        )
    }
  }

  #scalar(name: string, type: ScalarType): fc.Arbitrary<string> {
    if (type.enumeration !== undefined) return this.#enumerated(name, type.enumeration, type.ranges ?? [])
    switch (type.type) {
      case 'boolean':
        return boolean
      case 'int':
      case 'unsignedInt':
        return fc.integer({ min: type.minimum ?? 0, max: type.maximum ?? 0 }).map(String)
      case 'dateTime':
        return dateTime
      case 'base64':
        return base64
      case 'anyURI':
        return fc.oneof(
          fc.webUrl().filter((url) => url.length <= (type.maxLength ?? url.length)),
          fc.constantFrom('', 'ftp://[2001:db8::1]/a%20b?c=d&e#f'),
        )
      case 'string':
        return type.pattern === undefined
          ? anyText(type.maxLength ?? 3000)
          : this.#patterned(name, type.pattern.expression, type.maxLength ?? 64)
    }
  }

  #enumerated(
    name: string,
    values: readonly string[],
    ranges: NonNullable<ScalarType['ranges']>,
  ): fc.Arbitrary<string> {
    if (!this.#open && name === 'Notification') return fc.constantFrom('0', '1', '2')
    if (!this.#open && name === 'FaultCode') return fc.constantFrom('0', '9001', '9002', '9010', '9012')
    return fc.oneof(
      fc.constantFrom(...values),
      ...ranges.map(([min, max]) => fc.integer({ min, max }).map(String)),
    )
  }

  #patterned(name: string, pattern: RegExp, longest: number): fc.Arbitrary<string> {
    if (!this.#open && name === 'EventCode') {
      return fc.constantFrom('0 BOOTSTRAP', '2 PERIODIC', 'M Reboot', 'X 00D09E Something else')
    }
    // The one form of a file type that every RPC takes in every version of the schema.
    if (!this.#open && name === 'FileType') return fc.constantFrom('X 00D09E Modem firmware', 'X ABCDEF log')
    return fc.stringMatching(pattern).filter((text) => isWritableText(text) && [...text].length <= longest)
  }
}
