export { defaultNotification, getParameterAttributes, setParameterAttributes } from './attributes.js'
export { readBbfModel } from './bbf-xml.js'
export { readCompactModel, type CompactModel } from './compact.js'
export { readCsvDump } from './dump-csv.js'
export { readJsonDump } from './dump-json.js'
export { cpeFault, type Outcome } from './faults.js'
export { buildModel, type DeviceModel, type ModelEntry, type ModelReading } from './model.js'
export {
  nodeAt,
  objectAt,
  parameterAt,
  segmentsOf,
  walk,
  withNode,
  withValue,
  type Constraint,
  type ModelNode,
  type ModelTree,
  type ObjectNode,
  type ParameterNode,
} from './nodes.js'
export { addObject, deleteObject } from './objects.js'
export { getParameterNames, getParameterValues, readableValue, setParameterValues } from './parameters.js'
export { forcedInformParameters } from './forced-inform.js'
export { performRequest, supportedMethods, type Effect, type Performed } from './perform.js'
export { readModel } from './read-model.js'
export { factoryTree, type FactorySettings } from './factory.js'
export { bareType, neutralValue, valueProblem } from './values.js'
