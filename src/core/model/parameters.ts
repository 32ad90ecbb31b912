import type { ParameterFault } from '../soap/message.js'
import { cpeFault, parameterFault, refuse, succeed, type Outcome } from './faults.js'
import {
  nodeAt,
  objectAt,
  parameterAt,
  segmentsOf,
  walk,
  withNode,
  type ModelTree,
  type ParameterNode,
} from './nodes.js'
import { bareType, canonicalValue, valueProblem } from './values.js'

/** A ParameterInfoStruct. */
export interface ParameterInfo {
  readonly name: string
  readonly writable: boolean
}

/** A ParameterValueStruct; `type` without prefix. */
export interface ParameterValue {
  readonly name: string
  readonly value: string
  readonly type: string
}

/** One assignment of SetParameterValues. `type` empty: the ACS declared none. */
export interface Assignment {
  readonly name: string
  readonly value: string
  readonly type: string
}

/** GetParameterNames (TR-069a6 A.3.2.3). */
export function getParameterNames(
  tree: ModelTree,
  path: string,
  nextLevel: boolean,
): Outcome<readonly ParameterInfo[]> {
  if (path !== '' && !path.endsWith('.')) {
    if (nextLevel) return refuse(cpeFault(9003, `NextLevel needs a partial path, "${path}" is a full name`))
    const parameter = parameterAt(tree, path)
    return parameter === null
      ? refuse(cpeFault(9005, path))
      : succeed([{ name: path, writable: parameter.writable }])
  }
  const object = objectAt(tree, path)
  if (object === null) return refuse(cpeFault(9005, path))
  const names: ParameterInfo[] = []
  if (nextLevel) {
    for (const [name, node] of object.children) {
      if (node.kind === 'parameter') names.push({ name: path + name, writable: node.writable })
      else if (node.listed) names.push({ name: `${path}${name}.`, writable: node.writable })
    }
    return succeed(names)
  }
  if (path !== '' && object.listed) names.push({ name: path, writable: object.writable })
  walk(object, path, (name, node) => {
    if (node.kind === 'parameter' || node.listed) names.push({ name, writable: node.writable })
  })
  return succeed(names)
}

/** What a Get shows of a parameter: a hidden one reads back empty. */
export const readableValue = (parameter: ParameterNode): string => (parameter.hidden ? '' : parameter.value)

/** GetParameterValues (TR-069a6 A.3.2.2): full names, partial paths, "" for everything. */
export function getParameterValues(
  tree: ModelTree,
  names: readonly string[],
): Outcome<readonly ParameterValue[]> {
  const values: ParameterValue[] = []
  const unknown = eachParameter(tree, names, (name, parameter) => {
    values.push({ name, value: readableValue(parameter), type: parameter.type })
  })
  return unknown === null ? succeed(values) : refuse(cpeFault(9005, unknown))
}

/** Visits the parameters that names and partial paths stand for. Returns the first name that stands for nothing. */
export function eachParameter(
  tree: ModelTree,
  names: readonly string[],
  visit: (path: string, parameter: ParameterNode) => void,
): string | null {
  for (const name of names) {
    const node = nodeAt(tree, name)
    if (node === null) return name === '' ? null : name
    if (node.kind === 'parameter') {
      visit(name, node)
    } else {
      walk(node, name, (path, below) => {
        if (below.kind === 'parameter') visit(path, below)
      })
    }
  }
  return null
}

/**
 * SetParameterValues (TR-069a6 A.3.2.1): all or nothing. One bad parameter refuses the whole call with
 * 9003 and says for each bad one why.
 */
export function setParameterValues(tree: ModelTree, assignments: readonly Assignment[]): Outcome<ModelTree> {
  const seen = new Set<string>()
  for (const { name } of assignments) {
    if (seen.has(name)) return refuse(cpeFault(9003, `${name} is assigned more than once`))
    seen.add(name)
  }
  const faults: ParameterFault[] = []
  let next = tree
  for (const assignment of assignments) {
    const parameter = parameterAt(tree, assignment.name)
    const fault = assignmentFault(parameter, assignment)
    if (fault !== null) {
      faults.push(fault)
      continue
    }
    if (parameter === null) continue
    const value = canonicalValue(parameter.type, assignment.value, parameter.value)
    if (value === parameter.value) continue
    next = withNode(next, segmentsOf(assignment.name), { ...parameter, value })
  }
  if (faults.length > 0) return refuse(cpeFault(9003, undefined, faults))
  return succeed(next)
}

function assignmentFault(parameter: ParameterNode | null, assignment: Assignment): ParameterFault | null {
  const { name, value, type } = assignment
  if (parameter === null) return parameterFault(name, 9005)
  if (!parameter.writable) return parameterFault(name, 9008)
  const declared = bareType(type)
  if (declared !== '' && declared !== 'anySimpleType' && declared !== bareType(parameter.type)) {
    return parameterFault(name, 9006, `${declared} instead of ${parameter.type}`)
  }
  const problem = valueProblem(bareType(parameter.type), value, parameter.constraint)
  return problem === null ? null : parameterFault(name, 9007, problem)
}
