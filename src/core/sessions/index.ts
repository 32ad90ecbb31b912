export * from './records.js'
export { Projector, type Projection } from './projector.js'
