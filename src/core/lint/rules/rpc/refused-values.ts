import type { CwmpFault } from '../../../soap/index.js'
import type { TurnFacts } from '../../../sessions/track.js'
import { structs, text } from '../../../tree/rpc-values.js'

/** A value of a SetParameterValues that the CPE did not take for its type or its form. */
export interface RefusedValue {
  readonly name: string
  readonly value: string
  /** Without prefix. */
  readonly type: string
}

const formCodes = new Set(['9006', '9007'])

/**
 * The values whose type or form a fault refuses: those it names, or all, where it names none and there is nothing
 * else in the request.
 */
export function refusedValues(fault: CwmpFault, { arguments: request }: TurnFacts): readonly RefusedValue[] {
  const values = structs(request['ParameterList']).map((parameter) => ({
    name: text(parameter['Name']),
    value: text(parameter['Value']),
    type: text(parameter['Type']).replace(/^.*:/, ''),
  }))
  if (fault.parameters !== undefined) {
    const refused = new Set(
      fault.parameters.filter(({ code }) => formCodes.has(code)).map(({ parameterName }) => parameterName),
    )
    return values.filter(({ name }) => refused.has(name))
  }
  const types = new Set(values.map(({ type }) => type))
  return formCodes.has(fault.code) && types.size === 1 ? values : []
}
