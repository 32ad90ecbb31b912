export * from './records.js'
export { Projector, type Projection } from './projector.js'
export { readMessage, type Reading, type ReadingOf } from './reading.js'
