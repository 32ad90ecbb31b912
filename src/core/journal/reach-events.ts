import type { Micros } from './records.js'

/**
 * What crosses the wire beside HTTP when CPEs are called or tell us something: STUN, UDP connection requests,
 * XMPP stanzas, lightweight notifications. Addresses are `host:port`, IPv6 in brackets.
 */
export type ReachEvent =
  | ({ readonly type: 'stun' } & DatagramFacts)
  | ({ readonly type: 'udp-connection-request'; readonly deviceId: string } & DatagramFacts)
  | ({ readonly type: 'lightweight-notification'; readonly deviceId: string | null } & DatagramFacts)
  | {
      readonly type: 'xmpp-stanza'
      readonly at: Micros
      readonly direction: 'received' | 'sent'
      /** JID of our account. */
      readonly account: string
      /** As it crossed the wire, but for white space in tags. */
      readonly stanza: string
    }

/** One UDP datagram. */
export interface DatagramFacts {
  readonly at: Micros
  readonly direction: 'received' | 'sent'
  readonly remote: string
  readonly local: string
  /** All its bytes, as hex. */
  readonly bytes: string
}
