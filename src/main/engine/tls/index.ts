export type * from './types.js'
export { ownHosts } from './hosts.js'
export type { PemUpload } from './imported.js'
export { createTls, derOf, type Tls, type TlsOptions } from './tls.js'
