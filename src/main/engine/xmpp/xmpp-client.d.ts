/** The part of @xmpp/client that is used here; it comes without types. */
declare module '@xmpp/client' {
  import type { EventEmitter } from 'node:events'

  /** An element of a stream. */
  export interface XmppElement {
    readonly name: string
    readonly attrs: Readonly<Record<string, string | undefined>>
    is(name: string, namespace?: string): boolean
    getChild(name: string, namespace?: string): XmppElement | undefined
    getChildElements(): readonly XmppElement[]
    getChildText(name: string, namespace?: string): string | null
    toString(): string
  }

  /** What a transport of the client makes for each connection. */
  export interface XmppSocket extends EventEmitter {
    /** Passwords may be sent as they are. */
    readonly secure: boolean
    connect(options: unknown): void
    write(data: string, done: (error?: Error | null) => void): void
    end(): void
  }

  /** Known by its type only: the module exports no such class. */
  export class XmppTransport {
    Socket: new () => XmppSocket
    /** Undefined: the transport does not serve such an address. */
    socketParameters(service: string): object | undefined
  }

  export interface XmppClient extends EventEmitter {
    readonly transports: (typeof XmppTransport)[]
    /** Connects again by itself when a connection is lost. */
    readonly reconnect: { stop(): void }
    /** Answers to requests of others. */
    readonly iqCallee: {
      get(namespace: string, name: string, handler: (context: IqContext) => XmppElement | object): void
    }
    connect(service: string): Promise<unknown>
    open(options: { readonly domain: string }): Promise<unknown>
    send(element: XmppElement): Promise<void>
    /** Ends the stream and closes the socket. */
    stop(): Promise<unknown>
  }

  export interface IqContext {
    /** The child of the iq. */
    readonly element: XmppElement
    readonly stanza: XmppElement
  }

  export function client(options: {
    readonly service: string
    readonly domain: string
    readonly resource?: string
    readonly username: string
    readonly password: string
    /** For each step of the stream's opening, in milliseconds. */
    readonly timeout?: number
  }): XmppClient

  export function xml(
    name: string,
    attributes?: Readonly<Record<string, string | undefined>>,
    ...children: readonly (XmppElement | string)[]
  ): XmppElement
}
