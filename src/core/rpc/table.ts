import { controlRpcs } from './control.js'
import type { RpcDefinition } from './definition.js'
import { informRpcs } from './inform.js'
import { methodRpcs } from './methods.js'
import { isElementName } from './names.js'
import { objectRpcs } from './objects.js'
import { optionRpcs } from './options.js'
import { parameterRpcs } from './parameters.js'
import { softwareModuleRpcs } from './software-modules.js'
import { transferRpcs } from './transfers.js'

const families = [
  methodRpcs,
  parameterRpcs,
  objectRpcs,
  transferRpcs,
  controlRpcs,
  optionRpcs,
  informRpcs,
  softwareModuleRpcs,
]

/** All RPCs of CWMP 1.0 to 1.4 by method name. Decoding, encoding, checking, words and tests follow from it. */
export const rpcTable: ReadonlyMap<string, RpcDefinition> = new Map(
  families.flat().map((definition) => [definition.method, definition]),
)

/** `X_<VENDOR>_Name`, as a vendor's own methods are named (TR-069a6 A.3.1.1). */
export function isVendorMethod(name: string): boolean {
  return /^X_[^_]/.test(name) && isElementName(name)
}
