import type { HttpHead } from '../http/index.js'
import type { DefinitionOf, ParameterDefinition } from '../model/definitions.js'
import type { Reading } from '../message/index.js'
import type { XmlElement } from '../xml/index.js'

/** How the connection of a message was secured. */
export interface TlsFacts {
  /** As OpenSSL names it: `TLSv1.2`. */
  readonly version: string
  readonly cipher: string
  /** The certificate the peer of the recorder showed, if it showed one. */
  readonly peer?: {
    readonly selfSigned: boolean
    readonly subject: string
    readonly validFrom: string
    readonly validTo: string
  }
}

/** One message that is looked at by itself. */
export interface Subject extends Reading {
  /** Null: a bare envelope that either side can have sent. */
  readonly direction: 'cpe-to-acs' | 'acs-to-cpe' | null
  /** Of an HTTP response: the head of the request it answers. Undefined: not known. Null: that was no HTTP. */
  readonly answered?: HttpHead | null
  /** Undefined: not known (a file). Null: plain TCP. */
  readonly tls?: TlsFacts | null
  /** What data models say of parameters, where one is known. */
  readonly definitionOf?: DefinitionOf
}

/** A ParameterValueStruct of a message, with the elements it was read from. */
export interface SeenParameter {
  readonly name: string
  /** Null: there is no Value element. */
  readonly value: string | null
  /** The declared type with the prefix we use (`xsd:boolean`); null: it declares none. */
  readonly type: string | null
  /** `noElement` for what is not there. */
  readonly nameElement: XmlElement
  readonly valueElement: XmlElement
  readonly element: XmlElement
  /** What a data model says of it; null: nothing is known. Looked up when it is asked for. */
  readonly definition: ParameterDefinition | null
}
