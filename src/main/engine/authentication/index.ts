export type * from './types.js'
export { createAuthentication, type Authentication } from './authentication.js'
export { isNameOf } from './names.js'
