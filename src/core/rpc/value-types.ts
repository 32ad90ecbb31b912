/** The types a parameter value may declare, by local name (TR-106; SOAP 1.1 has `base64` where XML Schema has `base64Binary`). */
const valueTypes = new Set([
  'string',
  'int',
  'unsignedInt',
  'long',
  'unsignedLong',
  'boolean',
  'dateTime',
  'base64',
  'base64Binary',
  'hexBinary',
  'decimal',
])

export function isValueType(localName: string): boolean {
  return valueTypes.has(localName)
}

/** The local part of a type: `xsd:unsignedInt` and `unsignedInt` both give `unsignedInt`. */
export function localTypeName(type: string): string {
  return type.slice(type.lastIndexOf(':') + 1)
}

/** What we write as xsi:type. `xsd:base64` is no type of XML Schema, whatever devices send. */
export function writtenTypeName(type: string): string {
  const local = localTypeName(type)
  return local === 'base64' ? 'xsd:base64Binary' : `xsd:${local}`
}
