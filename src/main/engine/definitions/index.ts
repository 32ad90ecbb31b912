import device2 from '../../../../resources/models/device2.json'
import igd from '../../../../resources/models/igd.json'
import { createDefinitions, definitionsOfCompactModel, type DefinitionOf } from '../../../core/model/index.js'

let made: DefinitionOf | null = null

/**
 * What the data models we ship say of a parameter. The root in its path tells which model is meant, so that each
 * device is held to its own. They are read when the first parameter is asked for.
 */
export const builtInDefinitions: DefinitionOf = (path) => {
  made ??= createDefinitions([device2, igd].map(definitionsOfCompactModel))
  return made(path)
}
