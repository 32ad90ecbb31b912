export type * from './types.js'
export { openCapture, type OpenCaptureOptions, type OpenedCapture } from './open-capture.js'
