import { limitsOfDataModel, type CompactModel } from './compact.js'
import type { DeviceModel } from './model.js'
import { isInstanceNumber, type Constraint, type ObjectNode } from './nodes.js'

/** What is known of a parameter from its data model. */
export interface ParameterDefinition {
  /** Without prefix: `string`, `unsignedInt`. */
  readonly type: string
  readonly writable: boolean
  readonly constraint: Constraint | null
  /** Where the definition stands: `Device:2.17 Device.DeviceInfo.SoftwareVersion`. */
  readonly source: string
}

/** Looks up a parameter by its path with instance numbers or aliases; null: not known. */
export type DefinitionOf = (path: string) => ParameterDefinition | null

/** One parameter of a data model or of a device that stands for its like. */
export interface DefinedParameter {
  /** With an instance number, any, in the place of each `{i}`. */
  readonly path: string
  readonly type: string
  readonly writable: boolean
  readonly constraint: Constraint | null
}

/** What definitions are made from. */
export interface DefinitionSource {
  /** As findings cite it: `Device:2.17`, or the name of a file. */
  readonly name: string
  readonly parameters: Iterable<DefinedParameter>
}

/** A definition, or a step on the way to one. */
interface Step {
  readonly members: Map<string, Step>
  /** Any instance of a table. */
  instance: Step | null
  definition: ParameterDefinition | null
}

/**
 * A look-up in several data models; where two know a parameter, the first is asked. What one source says of
 * different instances is put together so that it holds for all of them: writable if one is, no limits where they differ.
 */
export function createDefinitions(sources: readonly DefinitionSource[]): DefinitionOf {
  const root = newStep()
  for (const { name, parameters } of sources) {
    const own = new Set<Step>()
    const contradictory = new Set<Step>()
    for (const parameter of parameters) {
      const { step, path } = stepFor(root, parameter.path)
      if (step.definition === null && !contradictory.has(step)) {
        own.add(step)
        const { type, writable, constraint } = parameter
        step.definition = { type, writable, constraint, source: `${name} ${path}` }
      } else if (step.definition !== null && own.has(step)) {
        step.definition = merged(step.definition, parameter)
        if (step.definition === null) contradictory.add(step)
      }
    }
  }
  return (path) => find(root, path)
}

/** What a model says: a flattened data model, or the dump of a device that stands for its like. */
export function definitionsOf(model: DeviceModel): DefinitionSource {
  return { name: model.name, parameters: parametersBelow(model.tree, '') }
}

/**
 * What one of our own models says of its data model: types, access and those limits that are not the simulated
 * device's alone.
 */
export function definitionsOfCompactModel(source: CompactModel): DefinitionSource {
  return { name: source.dataModel, parameters: limitsOfDataModel(source) }
}

const newStep = (): Step => ({ members: new Map(), instance: null, definition: null })

function stepFor(root: Step, path: string): { readonly step: Step; readonly path: string } {
  let step = root
  const segments = path.split('.')
  for (const [index, segment] of segments.entries()) {
    if (isInstanceNumber(segment)) {
      step.instance ??= newStep()
      step = step.instance
      segments[index] = '{i}'
    } else {
      const next = step.members.get(segment) ?? newStep()
      step.members.set(segment, next)
      step = next
    }
  }
  return { step, path: segments.join('.') }
}

function merged(known: ParameterDefinition, other: DefinedParameter): ParameterDefinition | null {
  if (known.type !== other.type) return null
  const agreed = sameConstraint(known.constraint, other.constraint)
  return {
    ...known,
    writable: known.writable || other.writable,
    constraint: agreed ? known.constraint : null,
  }
}

const sameConstraint = (left: Constraint | null, right: Constraint | null): boolean =>
  left === right || JSON.stringify(left) === JSON.stringify(right)

function* parametersBelow(object: ObjectNode, path: string): Generator<DefinedParameter> {
  for (const [name, node] of object.children) {
    if (node.kind === 'object') {
      yield* parametersBelow(node, `${path}${name}.`)
    } else {
      const { type, writable, constraint } = node
      yield { path: path + name, type, writable, constraint }
    }
  }
  if (object.template !== null) yield* parametersBelow(object.template, `${path}1.`)
}

const zero = 0x30
const nine = 0x39
const openingBracket = 0x5b

function find(root: Step, path: string): ParameterDefinition | null {
  let step = root
  let from = 0
  for (;;) {
    const first = path.charCodeAt(from)
    const isAlias = first === openingBracket
    // An alias may hold dots.
    const dot = path.indexOf('.', isAlias ? path.indexOf(']', from) : from)
    const to = dot < 0 ? path.length : dot
    const next: Step | null | undefined =
      isAlias || (first >= zero && first <= nine) ? step.instance : step.members.get(path.slice(from, to))
    if (next === null || next === undefined) return null
    if (dot < 0) return next.definition
    step = next
    from = dot + 1
  }
}
