/** Messages for the decode benchmark, made here so that every run and every machine reads the same ones. */

const envelopeStart =
  '<?xml version="1.0" encoding="UTF-8"?>\n' +
  '<soap-env:Envelope xmlns:soap-env="http://schemas.xmlsoap.org/soap/envelope/" xmlns:soap-enc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:cwmp="urn:dslforum-org:cwmp-1-2">\n' +
  '  <soap-env:Header>\n    <cwmp:ID soap-env:mustUnderstand="1">4711</cwmp:ID>\n  </soap-env:Header>\n  <soap-env:Body>'
const envelopeEnd = '\n  </soap-env:Body>\n</soap-env:Envelope>\n'

/** Names, types and values in the proportions of a home gateway: mostly texts and counters, some flags and times. */
const leaves: readonly (readonly [name: string, type: string, value: (index: number) => string])[] = [
  ['SSID', 'string', (index) => `Upstairs &amp; downstairs ${index}`],
  ['Enable', 'boolean', (index) => String(index & 1)],
  ['Stats.BytesSent', 'unsignedLong', (index) => String(index * 7_919_993)],
  ['Stats.ErrorsReceived', 'unsignedInt', (index) => String(index % 13)],
  [
    'LastStatusChange',
    'dateTime',
    (index) => `2026-03-${String((index % 28) + 1).padStart(2, '0')}T08:15:00Z`,
  ],
  ['BSSID', 'string', (index) => `02:00:5e:${(index & 255).toString(16).padStart(2, '0')}:10:20`],
  ['SSIDReference', 'string', (index) => `Device.WiFi.SSID.${(index >> 3) + 1}.`],
  ['Status', 'string', () => 'Enabled'],
]

function path(index: number, leaf: string): string {
  return `InternetGatewayDevice.LANDevice.1.WLANConfiguration.${(index >> 3) + 1}.${leaf}`
}

/** A GetParameterValuesResponse; `indent` puts each element on a line of its own, as many CPEs do. */
export function parameterValues(count: number, indent: boolean): string {
  const line = (depth: number): string => (indent ? `\n${'  '.repeat(depth)}` : '')
  const parts = [
    envelopeStart,
    `${line(2)}<cwmp:GetParameterValuesResponse>${line(3)}<ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[${count}]">`,
  ]
  for (let index = 0; index < count; index++) {
    const [leaf, type, value] = leaves[index % leaves.length]!
    parts.push(
      `${line(4)}<ParameterValueStruct>${line(5)}<Name>${path(index, leaf)}</Name>`,
      `${line(5)}<Value xsi:type="xsd:${type}">${value(index)}</Value>${line(4)}</ParameterValueStruct>`,
    )
  }
  parts.push(`${line(3)}</ParameterList>${line(2)}</cwmp:GetParameterValuesResponse>`, envelopeEnd)
  return parts.join('')
}

/** Puts something into the Body of an envelope that is otherwise without fault. */
function inBody(content: string): string {
  return `${envelopeStart}${content}${envelopeEnd}`
}

function repeated(size: number, one: (index: number) => string): string {
  return Array.from({ length: size }, (_, index) => one(index)).join('')
}

function oneValue(value: string): string {
  return inBody(
    `<cwmp:GetParameterValuesResponse><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct><Name>Device.X</Name><Value xsi:type="xsd:string">${value}</Value></ParameterValueStruct></ParameterList></cwmp:GetParameterValuesResponse>`,
  )
}

/** Texts that look for a shortcut's weak side; `make` gives one whose length grows with its argument. */
export const hostileMessages: readonly {
  readonly id: string
  readonly size: number
  readonly make: (size: number) => string
}[] = [
  {
    id: '50,000-nested-elements',
    size: 50_000,
    make: (size) => inBody('<a>'.repeat(size) + '</a>'.repeat(size)),
  },
  { id: '30-mb-value', size: 30_000_000, make: (size) => oneValue('x'.repeat(size)) },
  {
    id: '1,000,000-attributes-of-one-element',
    size: 1_000_000,
    make: (size) => inBody(`<cwmp:Reboot ${repeated(size, (index) => `a${index}="" `)}/>`),
  },
  {
    id: '1,000,000-attributes-of-many-elements',
    size: 1_000_000,
    make: (size) =>
      inBody(`<cwmp:X_00_A>${repeated(size >> 2, () => '<a b="1" c="2" d="3" e="4"/>')}</cwmp:X_00_A>`),
  },
  {
    id: 'duplicate-attributes',
    size: 1_000_000,
    make: (size) => inBody(`<cwmp:Reboot ${'a="" '.repeat(size)}/>`),
  },
  {
    id: 'nested-entities',
    size: 1_000_000,
    make: (size) =>
      `<!DOCTYPE a [<!ENTITY e0 "lol">${repeated(20, (index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`)}]>${oneValue('&e20;'.repeat(size))}`,
  },
  { id: 'references', size: 4_000_000, make: (size) => oneValue('&amp;'.repeat(size)) },
  { id: 'unknown-entities', size: 1_000_000, make: (size) => oneValue('&e20;'.repeat(size)) },
  {
    id: 'stray-end-tags',
    size: 1_000_000,
    make: (size) =>
      inBody(`<cwmp:Reboot>${'<b>'.repeat(50)}${repeated(size, (index) => `</a${index % 1000}>`)}`),
  },
  {
    id: 'missing-end-tags',
    size: 500_000,
    make: (size) => inBody(`<cwmp:Reboot>${'<a><b></a>'.repeat(size)}</cwmp:Reboot>`),
  },
  {
    id: 'undeclared-prefixes',
    size: 300_000,
    make: (size) => inBody(`<cwmp:Reboot>${repeated(size, (index) => `<p${index}:a/>`)}</cwmp:Reboot>`),
  },
  {
    id: 'namespace-declarations',
    size: 300_000,
    make: (size) =>
      inBody(`<cwmp:Reboot>${repeated(size, (index) => `<a xmlns:p${index}="u${index}"/>`)}</cwmp:Reboot>`),
  },
  {
    id: 'names-with-one-hash',
    size: 200_000,
    // "Aa" and "BB" have the same polynomial hash, and so has every row of them.
    make: (size) =>
      inBody(
        `<cwmp:Reboot>${repeated(size, (index) => `<${index.toString(2).padStart(18, '0').replaceAll('0', 'Aa').replaceAll('1', 'BB')}/>`)}</cwmp:Reboot>`,
      ),
  },
  {
    id: 'wrong-array-counts',
    size: 200_000,
    make: (size) =>
      inBody(
        `<cwmp:GetParameterValuesResponse>${'<ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[9]"/>'.repeat(size)}</cwmp:GetParameterValuesResponse>`,
      ),
  },
]
