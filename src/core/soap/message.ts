/**
 * What one CWMP message says, independent of how it was spelled on the wire.
 * Decoding produces these shapes from any input; encoding takes them and writes strict XML.
 */

import type { XmlDocument, XmlElement } from '../xml/index.js'
import type { Issue } from './issues.js'

/** CWMP protocol version. Versions 1.2 to 1.4 share one namespace; headers tell them apart (TR-069a6, cwmp-1-3.xsd, cwmp-1-4.xsd). */
export type CwmpVersion = '1.0' | '1.1' | '1.2' | '1.3' | '1.4'

/** An element's content: text exactly as on the wire, a struct, or a repeated element / SOAP array as a list. */
export type RpcValue = string | RpcStruct | readonly RpcValue[]

/**
 * Arguments by the element names of the CWMP schema. A parameter value carries its declared type as
 * `{Name, Value, Type: "xsd:string"}`; a struct chosen by xsi:type carries `"$type"`.
 */
export interface RpcStruct {
  readonly [element: string]: RpcValue
}

/** The SOAP header elements CWMP knows. Absent means: not in the message. */
export interface SoapHeader {
  readonly id?: string
  readonly holdRequests?: boolean
  /** Seconds; Inform of CWMP 1.3 and later only. */
  readonly sessionTimeout?: number
  readonly supportedCwmpVersions?: readonly string[]
  readonly useCwmpVersion?: string
  /** Deprecated since Amendment 2, still sent by real CPEs. */
  readonly noMoreRequests?: boolean
}

/** One SetParameterValuesFault: which parameter, why. */
export interface ParameterFault {
  readonly parameterName: string
  readonly code: string
  readonly string: string
}

/** A CWMP fault (or a plain SOAP fault, then `code` is the SOAP faultcode). */
export interface CwmpFault {
  readonly code: string
  readonly string: string
  /** Whose mistake it was, as the sender sees it. */
  readonly blame: 'Client' | 'Server'
  readonly parameters?: readonly ParameterFault[]
}

/** The elements an envelope was read from; `noElement` for what is not there. */
export interface EnvelopeSource {
  readonly document: XmlDocument
  readonly envelope: XmlElement
  readonly header: XmlElement
  readonly body: XmlElement
  /** The request, response or fault. */
  readonly element: XmlElement
}

/** One SOAP envelope, decoded as far as it goes. */
export interface DecodedEnvelope {
  /** False only where no RPC could be recognised. */
  readonly ok: boolean
  readonly kind: 'request' | 'response' | 'fault'
  /** Method name without `Response`; `SetParameterValues` for a fault that carries SetParameterValuesFault, else `Fault`; null if nothing was recognised. */
  readonly rpc: string | null
  readonly namespace: string | null
  readonly cwmpVersion: CwmpVersion | null
  readonly header: SoapHeader
  /** Arguments of the request or response; `{}` for a fault. */
  readonly decoded: RpcStruct
  readonly fault?: CwmpFault
  /** ParameterValueStruct, ParameterInfoStruct, ParameterAttributeStruct or SetParameterAttributesStruct members. */
  readonly parameters: number
  /** The text ends inside the request or response: arguments that were sent are missing. */
  readonly cut?: true
  /** What reading noticed on the way, in the order of the text. */
  readonly issues: readonly Issue[]
  /** Where it was read from: places of everything in it are asked there. */
  readonly source: EnvelopeSource
}

/** A message to be written. `cwmpId` undefined writes no ID header (the request had none). */
export type OutgoingMessage =
  | {
      readonly kind: 'request' | 'response'
      readonly rpc: string
      readonly version: CwmpVersion
      readonly header: SoapHeader
      readonly arguments: RpcStruct
    }
  | {
      readonly kind: 'fault'
      readonly version: CwmpVersion
      readonly header: SoapHeader
      readonly fault: CwmpFault
    }

/** The prefixes an envelope declares and uses. */
export interface EnvelopePrefixes {
  /** Of the SOAP envelope. */
  readonly envelope: string
  /** Of the SOAP encoding (arrayType). */
  readonly encoding: string
  /** Of XML Schema (the types of values). */
  readonly schema: string
  /** Of the instance attributes (xsi:type). */
  readonly schemaInstance: string
  readonly cwmp: string
}

/** How a message is spelled: the per-device quirks that do not change its meaning. */
export interface WriteStyle {
  /** Begin with `<?xml version="1.0" encoding="UTF-8"?>`. */
  readonly xmlDeclaration: boolean
  /** Booleans in the header, in arguments and in values declared as xsd:boolean. */
  readonly booleanLiteral: 'as-given' | '0/1' | 'true/false'
  /** Fractions of a second, in arguments and in values declared as xsd:dateTime. `milliseconds`: always three digits. */
  readonly dateTimeFraction: 'as-given' | 'none' | 'milliseconds'
  readonly prefixes: EnvelopePrefixes
  /** One element a line, indented. */
  readonly pretty: boolean
}
