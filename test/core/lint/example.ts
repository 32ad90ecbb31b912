import device2 from '../../../resources/models/device2.json'
import igd from '../../../resources/models/igd.json'
import { createHttpCutter } from '../../../src/core/http/index.js'
import { lintMessage, type Finding, type Subject } from '../../../src/core/lint/index.js'
import { readMessage, type Reading } from '../../../src/core/message/index.js'
import { createDefinitions, definitionsOfCompactModel } from '../../../src/core/model/index.js'
import { rpcTable } from '../../../src/core/rpc/index.js'
import { decodeEnvelope } from '../../../src/core/soap/index.js'
import { statedFacts } from './stated-facts.js'

/** What the built-in models know of parameters. */
export const builtInDefinitions = createDefinitions([
  definitionsOfCompactModel(device2),
  definitionsOfCompactModel(igd),
])

/**
 * What the examples of rules are: a whole envelope, an RPC, a fault or a ParameterValueStruct to be put into one, or an
 * HTTP message, whose body again may be any of these.
 */
export function lintExample(example: string, facts: Partial<Subject> = {}): readonly Finding[] {
  return lintMessage(exampleSubject(example, facts))
}

export function exampleSubject(written: string, given: Partial<Subject> = {}): Subject {
  const { facts: stated, text: example } = statedFacts(written)
  const facts = { ...stated, ...given }
  if (/^(?:\\x0[AD])*(?:[A-Z]+ \S+ )?HTTP\/1\.[01]/.test(example))
    return { ...httpSubject(example), ...facts }
  const body = bytesOf(envelopeAround(example))
  const envelope = decodeEnvelope(body)
  return {
    definitionOf: builtInDefinitions,
    head: null,
    body,
    kind: envelope.ok ? envelope.kind : 'http',
    envelope,
    framing: [],
    direction: directionOf(envelope),
    ...facts,
  }
}

/** An HTTP example: line ends may be LF, and a missing Content-Length is not part of what it shows. */
function httpSubject(example: string): Subject {
  const [head = '', ...rest] = example.split('\n\n')
  const written = rest.join('\n\n')
  const body = /^\s*</.test(written) ? envelopeAround(written) : written
  const counted =
    /^(?:content-length|transfer-encoding):/im.test(head) || body === ''
      ? head
      : `${head}\nContent-Length: ${bytesOf(body).length}`
  const bytes = bytesOf(`${counted.replaceAll('\n', '\r\n')}\r\n\r\n${body}`)
  const side = head.startsWith('HTTP/') ? 'response' : 'request'
  const cutter = createHttpCutter(side)
  const [cut] = cutter.push(bytes)
  const wire = cut ?? cutter.end()
  if (wire === null) throw new Error(`The example is no HTTP message: ${head}`)
  const reading: Reading = readMessage(
    wire,
    side === 'request' ? { side, complete: wire.complete } : { side, requestMethod: 'POST' },
  )
  return {
    definitionOf: builtInDefinitions,
    ...reading,
    direction: side === 'request' ? 'cpe-to-acs' : 'acs-to-cpe',
  }
}

/** An example as bytes. `\xFF` in it stands for that byte. */
function bytesOf(example: string): Uint8Array {
  const parts = example.split(/\\x([0-9A-F]{2})/)
  return Uint8Array.from(
    parts.flatMap((part, index) =>
      index % 2 === 1 ? [Number.parseInt(part, 16)] : [...new TextEncoder().encode(part)],
    ),
  )
}

/** The envelope an example leaves out: flawless, so that only the example can be wrong. */
export function envelopeAround(example: string): string {
  if (/\bEnvelope|<\?xml|<!DOCTYPE/.test(example)) return example
  const content = /^\s*<ParameterValueStruct/.test(example)
    ? `<cwmp:GetParameterValuesResponse><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[${example.match(/<ParameterValueStruct/g)?.length ?? 0}]">${example}</ParameterList></cwmp:GetParameterValuesResponse>`
    : example
  return `<?xml version="1.0" encoding="UTF-8"?>
<soap-env:Envelope xmlns:soap-env="http://schemas.xmlsoap.org/soap/envelope/" xmlns:soap-enc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:cwmp="urn:dslforum-org:cwmp-1-2">
<soap-env:Header><cwmp:ID soap-env:mustUnderstand="1">1</cwmp:ID></soap-env:Header>
<soap-env:Body>${content}</soap-env:Body>
</soap-env:Envelope>`
}

function directionOf({ kind, rpc, fault }: ReturnType<typeof decodeEnvelope>): Subject['direction'] {
  if (kind === 'fault') return fault?.code.startsWith('8') === true ? 'acs-to-cpe' : 'cpe-to-acs'
  const sender = rpcTable.get(rpc ?? '')?.sender
  if (sender === undefined || sender === 'both') return null
  return (sender === 'cpe') === (kind === 'request') ? 'cpe-to-acs' : 'acs-to-cpe'
}
