export { createAcs, type AcsOptions } from './acs.js'
export { ListenError } from './listen-error.js'
export type { Acs, AcsAddress, Reachability, Sighting } from './types.js'
export { Redirects, type Redirect } from './redirects.js'
