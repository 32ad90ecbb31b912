export type * from './types.js'
export { openCapture, type OpenedCapture } from './open-capture.js'
