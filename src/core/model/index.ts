export { getParameterAttributes, setParameterAttributes } from './attributes.js'
export { readCompactModel, type CompactModel } from './compact.js'
export {
  createDefinitions,
  definitionsOf,
  definitionsOfCompactModel,
  type DefinitionOf,
  type DefinitionSource,
  type ParameterDefinition,
} from './definitions.js'
export { factoryTree } from './factory.js'
export type { Outcome } from './faults.js'
export { forcedInformNames, forcedInformParameters } from './forced-inform.js'
export { buildModel, type DeviceModel, type ModelEntry } from './model.js'
export { objectAt, parameterAt, segmentsOf, walk, withNode, withValue, type ModelTree } from './nodes.js'
export { addObject, deleteObject } from './objects.js'
export { getParameterNames, getParameterValues, readableValue, setParameterValues } from './parameters.js'
export { performRequest, supportedMethods, type Effect } from './perform.js'
export { readModel } from './read-model.js'
export type { OrderedTransfer, QueuedTransfer } from './transfers.js'
export { valueProblem } from './values.js'
