export type { LearntBinding, StunCredentials, StunServer } from './types.js'
export { createStunControl, type StunControl } from './stun-control.js'
export { bindDatagrams, type DatagramSocket } from './datagrams.js'
export { hmacSha1 } from './hmac.js'
