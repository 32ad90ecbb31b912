/**
 * The parameter tree of a simulated CPE, as immutable nodes: a change copies the objects on its path and
 * shares everything else. So a set is atomic by construction, a factory reset is "take the first tree
 * again", and a thousand CPEs of one model hold one tree plus their own few differences.
 */

/** Named types of TR-106 whose form can be checked. */
export type ValueFormat = 'IPAddress' | 'IPv4Address' | 'IPv6Address' | 'MACAddress' | 'UUID'

/** What a value must be besides its type. */
export interface Constraint {
  readonly enumeration?: readonly string[]
  /** Values that earlier versions of the data model had. */
  readonly formerValues?: readonly string[]
  /** The form of a text that has one (TR-106 named types). Empty is allowed, too. */
  readonly format?: ValueFormat
  /** Bounds of a number, both inclusive. */
  readonly minimum?: number
  readonly maximum?: number
  /** In characters. */
  readonly maxLength?: number
}

export interface ParameterNode {
  readonly kind: 'parameter'
  /** Without prefix: `string`, `unsignedInt`. */
  readonly type: string
  readonly writable: boolean
  readonly value: string
  /** Reads back empty, as passwords do. */
  readonly hidden: boolean
  /** 0 off, 1 passive, 2 active. */
  readonly notification: number
  readonly accessList: readonly string[]
  readonly constraint: Constraint | null
}

export interface ObjectNode {
  readonly kind: 'object'
  /** A table: AddObject is allowed. An instance: DeleteObject is allowed. */
  readonly writable: boolean
  /** False: a mere step of a path that the source does not list as an object. */
  readonly listed: boolean
  readonly children: ReadonlyMap<string, ModelNode>
  /** The instance number AddObject gives next. Only ever grows, so that no number is used twice. */
  readonly nextInstance: number
  /** What a new instance looks like, where the source says so. */
  readonly template: ObjectNode | null
}

export type ModelNode = ParameterNode | ObjectNode

/** A whole tree: a nameless object that holds the root (`Device`, `InternetGatewayDevice`). */
export type ModelTree = ObjectNode

/** Access list of a parameter nobody has changed: the subscriber may write (TR-069a6 A.3.2.4). */
export const DEFAULT_ACCESS_LIST: readonly string[] = ['Subscriber']

export const emptyObject = (writable: boolean, listed = true): ObjectNode => ({
  kind: 'object',
  writable,
  listed,
  children: new Map(),
  nextInstance: 1,
  template: null,
})

/** True for a path segment that is an instance number. */
export const isInstanceNumber = (segment: string): boolean => /^[1-9]\d*$/.test(segment)

/** `Device.NAT.` and `Device.NAT` both give `['Device', 'NAT']`; the empty path gives no segment. */
export function segmentsOf(path: string): readonly string[] {
  if (path === '') return []
  return (path.endsWith('.') ? path.slice(0, -1) : path).split('.')
}

/** The node a path names: an object with a trailing dot (or the empty path), a parameter without. Null: there is none. */
export function nodeAt(tree: ModelTree, path: string): ModelNode | null {
  let node: ModelNode = tree
  for (const segment of segmentsOf(path)) {
    if (node.kind !== 'object') return null
    const child: ModelNode | undefined = node.children.get(segment)
    if (child === undefined) return null
    node = child
  }
  const wantsObject = path === '' || path.endsWith('.')
  return wantsObject === (node.kind === 'object') ? node : null
}

export function parameterAt(tree: ModelTree, path: string): ParameterNode | null {
  const node = path.endsWith('.') || path === '' ? null : nodeAt(tree, path)
  return node?.kind === 'parameter' ? node : null
}

export function objectAt(tree: ModelTree, path: string): ObjectNode | null {
  const node = path.endsWith('.') || path === '' ? nodeAt(tree, path) : null
  return node?.kind === 'object' ? node : null
}

/** The tree with the node at these segments replaced, or removed for null. The parents must exist. */
export function withNode(tree: ObjectNode, segments: readonly string[], node: ModelNode | null): ObjectNode {
  const [name, ...rest] = segments
  if (name === undefined) return node?.kind === 'object' ? node : tree
  const children = new Map(tree.children)
  if (rest.length === 0) {
    if (node === null) children.delete(name)
    else children.set(name, node)
  } else {
    const child = children.get(name)
    if (child?.kind !== 'object') return tree
    children.set(name, withNode(child, rest, node))
  }
  return { ...tree, children }
}

/** The tree with another value of a parameter; the same tree where the parameter does not exist or has that value. */
export function withValue(tree: ModelTree, path: string, value: string): ModelTree {
  const parameter = parameterAt(tree, path)
  if (parameter === null || parameter.value === value) return tree
  return withNode(tree, segmentsOf(path), { ...parameter, value })
}

/** Visits everything below an object in document order, each object before its members. Paths of objects end with a dot. */
export function walk(
  object: ObjectNode,
  prefix: string,
  visit: (path: string, node: ModelNode, name: string) => void,
): void {
  for (const [name, node] of object.children) {
    if (node.kind === 'parameter') {
      visit(prefix + name, node, name)
    } else {
      const path = `${prefix}${name}.`
      visit(path, node, name)
      walk(node, path, visit)
    }
  }
}
