/** One HTTP/1 message exactly as it crossed the wire, with the facts a reader needs. */
export interface HttpHead {
  /** The request line or status line without its line end. */
  readonly startLine: string
  /** Request: the method. */
  readonly method?: string
  readonly target?: string
  /** Response: the status. */
  readonly status?: number
  readonly version: string
  /** In wire order, names as written. */
  readonly headers: readonly (readonly [name: string, value: string])[]
}

/** The bytes of one message: head up to and including the empty line, then the body with its chunk framing. */
export interface WireBytes {
  readonly head: Uint8Array
  /** As on the wire: chunk framing and content coding still on. */
  readonly body: Uint8Array
}

/** A message cut out of a byte stream. */
export interface WireMessage extends WireBytes {
  /** Null when the head could not be read as HTTP. */
  readonly parsed: HttpHead | null
  /** Whether the message ended where its framing says; false: the stream stopped inside. */
  readonly complete: boolean
}
