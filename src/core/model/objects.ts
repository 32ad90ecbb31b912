import { defaultNotification } from './attributes.js'
import { cpeFault, refuse, succeed, type Outcome } from './faults.js'
import {
  DEFAULT_ACCESS_LIST,
  emptyObject,
  isInstanceNumber,
  objectAt,
  segmentsOf,
  withNode,
  withValue,
  type ModelNode,
  type ModelTree,
  type ObjectNode,
} from './nodes.js'
import { neutralValue } from './values.js'

/**
 * AddObject (TR-069a6 A.3.2.6). The new instance has the values its template gives; without a template it
 * is shaped like an instance that exists, here or in a like table, with neutral values.
 */
export function addObject(
  tree: ModelTree,
  objectName: string,
): Outcome<{ readonly tree: ModelTree; readonly instanceNumber: number }> {
  const problem = objectNameProblem(objectName)
  if (problem !== null) return refuse(cpeFault(9003, problem))
  const table = objectAt(tree, objectName)
  const segments = segmentsOf(objectName)
  if (table === null) return refuse(cpeFault(9005, objectName))
  if (!table.writable || isInstanceNumber(segments.at(-1) ?? '')) {
    return refuse(cpeFault(9005, `${objectName} takes no new instances`))
  }
  const instanceNumber = table.nextInstance
  const instance = freshInstance(tree, table, segments, `${objectName}${instanceNumber}.`)
  const children = new Map(table.children).set(String(instanceNumber), instance)
  const grown: ObjectNode = { ...table, children, nextInstance: instanceNumber + 1 }
  const next = withNode(tree, segments, grown)
  return succeed({ tree: withEntryCount(next, objectName), instanceNumber })
}

/** DeleteObject (TR-069a6 A.3.2.7): an instance with everything below it. */
export function deleteObject(tree: ModelTree, objectName: string): Outcome<ModelTree> {
  const problem = objectNameProblem(objectName)
  if (problem !== null) return refuse(cpeFault(9003, problem))
  const instance = objectAt(tree, objectName)
  const segments = segmentsOf(objectName)
  if (instance === null) return refuse(cpeFault(9005, objectName))
  if (!instance.writable || !isInstanceNumber(segments.at(-1) ?? '')) {
    return refuse(cpeFault(9005, `${objectName} cannot be deleted`))
  }
  const tableName = `${segments.slice(0, -1).join('.')}.`
  const table = objectAt(tree, tableName)
  // Keep the shape of the last instance, so that the table can grow again.
  const kept =
    table === null || table.template !== null
      ? tree
      : withNode(tree, segments.slice(0, -1), { ...table, template: blank(instance, objectName) })
  return succeed(withEntryCount(withNode(kept, segments, null), tableName))
}

function objectNameProblem(objectName: string): string | null {
  if (!objectName.endsWith('.')) return `an object name ends with a dot, "${objectName}" does not`
  return objectName.length > 256 ? 'an object name has at most 256 characters' : null
}

/** `<Table>NumberOfEntries` beside a table counts its instances (TR-106 3.2). */
function withEntryCount(tree: ModelTree, tableName: string): ModelTree {
  const table = objectAt(tree, tableName)
  if (table === null) return tree
  const count = [...table.children.keys()].filter(isInstanceNumber).length
  return withValue(tree, `${tableName.slice(0, -1)}NumberOfEntries`, String(count))
}

function freshInstance(
  tree: ModelTree,
  table: ObjectNode,
  segments: readonly string[],
  path: string,
): ObjectNode {
  if (table.template !== null) return { ...table.template, writable: true }
  const like = firstInstance(table) ?? likeInstance(tree, segments)
  return like === null ? emptyObject(true) : { ...blank(like, path), writable: true }
}

function firstInstance(table: ObjectNode): ObjectNode | null {
  for (const [name, node] of table.children) {
    if (node.kind === 'object' && isInstanceNumber(name)) return node
  }
  return null
}

/** An instance of the same table under another instance of a table further up. */
function likeInstance(node: ObjectNode, segments: readonly string[]): ObjectNode | null {
  const [name, ...rest] = segments
  if (name === undefined) return node.template ?? firstInstance(node)
  const candidates = isInstanceNumber(name)
    ? [...node.children].filter(([key]) => isInstanceNumber(key)).map(([, child]) => child)
    : [node.children.get(name)]
  for (const candidate of candidates) {
    const found = candidate?.kind === 'object' ? likeInstance(candidate, rest) : null
    if (found !== null) return found
  }
  return null
}

/** The same shape with neutral values and empty tables (which keep their own shape as template). */
function blank(object: ObjectNode, path: string): ObjectNode {
  const children = new Map<string, ModelNode>()
  let template: ObjectNode | null = object.template
  for (const [name, node] of object.children) {
    if (node.kind === 'parameter') {
      children.set(name, {
        ...node,
        value: name.endsWith('NumberOfEntries') ? '0' : neutralOf(node),
        notification: defaultNotification(path + name),
        accessList: DEFAULT_ACCESS_LIST,
      })
    } else if (isInstanceNumber(name)) {
      template ??= blank(node, `${path}${name}.`)
    } else {
      children.set(name, blank(node, `${path}${name}.`))
    }
  }
  return { ...object, children, nextInstance: 1, template }
}

function neutralOf(node: Extract<ModelNode, { kind: 'parameter' }>): string {
  const value = neutralValue(node.type, node.constraint)
  // Booleans keep the spelling of the CPE they come from.
  return node.type === 'boolean' && (node.value === '0' || node.value === '1') ? '0' : value
}
