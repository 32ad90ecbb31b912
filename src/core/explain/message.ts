import type { HttpHead } from '../http/message.js'
import { isVendorMethod, rpcTable } from '../rpc/index.js'
import type { MessageKind } from '../sessions/records.js'
import type { DecodedEnvelope, RpcStruct } from '../soap/message.js'
import { faultAdvice, faultMeaning } from './faults.js'
import { explainEmpty, explainHttp } from './http.js'
import { join, onOneLine, quote, shownName, shownSentences } from './phrases.js'
import { requests } from './requests.js'
import { responses } from './responses.js'

/** Longest explanation, in characters: names and URLs in it come off the wire. */
const longest = 600

/** The request that a response or fault answers. */
export interface AnsweredRequest {
  readonly rpc: string | null
  readonly arguments: RpcStruct
}

/**
 * Says in one or two sentences what a message is about, for a support engineer. `answers`: the request that it
 * answers, where that is known; then what was asked for is compared with what came.
 */
export function explainMessage(
  envelope: DecodedEnvelope | null,
  kind: MessageKind,
  http?: HttpHead,
  answers: AnsweredRequest | null = null,
): string {
  return shownSentences(explain(envelope, kind, http, answers), longest)
}

function explain(
  envelope: DecodedEnvelope | null,
  kind: MessageKind,
  http: HttpHead | undefined,
  answers: AnsweredRequest | null,
): string {
  if (kind === 'empty') return explainEmpty(http)
  if (envelope === null) return explainHttp(http)
  if (!envelope.ok) return explainUnreadable(envelope, http)
  const sentences = [explainEnvelope(envelope, answers), held(envelope), incomplete(envelope)]
  return sentences.filter((sentence) => sentence !== '').join(' ')
}

function explainUnreadable({ issues }: DecodedEnvelope, http: HttpHead | undefined): string {
  if (http === undefined) {
    return 'Nothing in this message could be recognised as a CWMP method. The findings say what stands in the way.'
  }
  const [first] = issues
  return [explainHttp(http), ...(first === undefined ? [] : [first.message])].join(' ')
}

/** HoldRequests changes what the CPE may do next, whatever the message itself is about. */
function held({ header }: DecodedEnvelope): string {
  return header.holdRequests === true
    ? 'Until further notice the CPE may send no requests of its own (HoldRequests, TR-069a6 3.7.1.4).'
    : ''
}

/** The message broke off: said once, in words, beside the finding. */
function incomplete(envelope: DecodedEnvelope): string {
  const truncated = envelope.issues.some((issue) => issue.rule === 'truncated')
  return truncated ? 'The message breaks off; this is what could be read of it.' : ''
}

function explainEnvelope(envelope: DecodedEnvelope, answers: AnsweredRequest | null): string {
  const rpc = envelope.rpc ?? ''
  switch (envelope.kind) {
    case 'fault':
      return explainFault(envelope, answers)
    case 'request':
      return requests.get(rpc)?.(envelope.decoded) ?? explainUnknown(rpc)
    case 'response': {
      const request = answers !== null && answers.rpc === rpc ? answers.arguments : null
      return responses.get(rpc)?.(envelope.decoded, request) ?? `Confirms the ${shownName(rpc)}.`
    }
  }
}

function explainUnknown(rpc: string): string {
  const known = rpcTable.get(rpc)?.meaning
  if (known !== undefined) return known
  return isVendorMethod(rpc)
    ? `Calls ${shownName(rpc)}, a method its vendor defined.`
    : `Calls the method ${shownName(rpc)}, which CWMP does not define; 9000 or 8000 is the answer due (TR-069a6 3.5).`
}

function explainFault({ fault }: DecodedEnvelope, answers: AnsweredRequest | null): string {
  if (fault === undefined) return 'A fault without content.'
  const meaning = faultMeaning(fault.code)
  const said = fault.string.trim() === '' ? '' : ` ${quote(fault.string.trim())}`
  const asked = answers === null || answers.rpc === null ? '' : ` in answer to the ${shownName(answers.rpc)}`
  const code = fault.code === '' ? ' without a code' : ` ${onOneLine(fault.code, 60)}`
  const sentence = `Fault${code}${said}${asked}${meaning === null ? '' : `: ${meaning}`}.`
  const parameters = fault.parameters ?? []
  if (parameters.length === 0) {
    const advice = faultAdvice(fault.code)
    return advice === null ? sentence : `${sentence} Next: ${advice}.`
  }
  const reasons = parameters.map(
    ({ parameterName, code }) =>
      `${shownName(parameterName)} (${onOneLine(code, 20)}, ${faultMeaning(code) ?? 'no known code'})`,
  )
  return `${sentence} None of the values was set; refused were ${join(reasons, 3)}.`
}
