export type { HttpHead, WireBytes, WireMessage } from './message.js'
export { createHttpCutter, type CutterOptions, type HttpCutter } from './cutter.js'
export { header, headerValues, parseHead } from './head.js'
export { readProxyHeader, type ProxyHeader } from './proxy-protocol.js'
export { framingOf } from './framing.js'
export { decodeBody, type DecodedBody, type Inflate } from './body.js'
export { bodyPlaces, splitMessage, type BodyPlaces, type ByteRange } from './body-places.js'
export { charsetOf } from './charset.js'
export { contentCodings } from './framing.js'
export { authorizeBasic, parseAuth, parseBasic, type AuthFields } from './authorization.js'
export {
  authorizeDigest,
  digestResponse,
  readDigestChallenge,
  readDigestCredentials,
  verifyDigest,
  writeDigestChallenge,
  type DigestAlgorithm,
  type DigestChallenge,
  type DigestCredentials,
  type DigestInput,
  type DigestRequest,
  type Hash,
} from './digest.js'
export {
  parseCookies,
  parseSetCookie,
  writeCookies,
  writeSetCookie,
  type Cookie,
  type SetCookie,
} from './cookies.js'
export { fromBase64, latin1, toBase64 } from './text.js'
