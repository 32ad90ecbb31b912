import { compareSegments, lastSegment, parentPath } from './order.js'
import type { FactSource, ParameterChange, ParameterRecord, ParameterState } from './records.js'

/** One parameter or object in a tree. Read by this folder; changed by `ParameterTree.apply` alone. */
export interface TreeNode {
  readonly path: string
  /** Last segment; objects keep their dot. */
  readonly segment: string
  readonly isObject: boolean
  readonly parent: TreeNode | null
  readonly children: Map<string, TreeNode> | null
  value: string | null
  type: string | null
  writable: boolean | null
  notification: number | null
  accessList: readonly string[] | null
  source: FactSource
  updatedAt: string
  messageId: string
  deleted: boolean
  /** False: no message has named it, it follows from a path below it. */
  named: boolean
  /** The boot after which the value was learnt; older than the tree's: stale. */
  bootOfValue: number
  /** Members directly below that are not deleted. */
  liveChildren: number
  /** Parameters anywhere below that are not deleted, and how many of them have a value. */
  parametersBelow: number
  valuesBelow: number
  /** Lower-case forms for the search, made when first needed. */
  foldedPath: string | null
  foldedValue: string | null
  /** Sorted children, deleted ones too; null when they must be sorted again. */
  sorted: readonly TreeNode[] | null
}

/**
 * The live parameter tree of one CPE. It is the fold of its `ParameterChange`s and nothing else, so that a
 * capture can rebuild it as it was at any moment. Mutable for speed: 20,000 parameters, 500 changes a second.
 *
 * Deleted paths stay as tombstones (state `deleted`): a list that is paged meanwhile keeps its place, and
 * a path that comes back starts anew.
 *
 * `updatedAt`, `messageId` and `source` name the evidence for what is shown: the message that taught the present
 * value (or confirmed it after a boot had put it in doubt); where there is no value, the last message that taught anything.
 */
export class ParameterTree {
  /** Grows with every change. */
  version = 0
  /** Grows when a path appears or goes. */
  structureVersion = 0
  readonly root: TreeNode = newNode('', null)
  private readonly byPath = new Map<string, TreeNode>()
  private boot = 0
  private liveNodes = 0
  private knownValues = 0

  /** Parameters (not objects) that are not deleted. */
  get parameterCount(): number {
    return this.root.parametersBelow
  }

  /** Parameters and objects that are not deleted. */
  get size(): number {
    return this.liveNodes
  }

  /** Values that no boot has put in doubt. */
  get knownValueCount(): number {
    return this.knownValues
  }

  /** The node of a path, null if it was never heard of. Deleted ones are found, too. */
  node(path: string): TreeNode | null {
    return path === '' ? this.root : (this.byPath.get(path) ?? null)
  }

  /** The present record of a path, null if it was never heard of. */
  get(path: string): ParameterRecord | null {
    const node = this.byPath.get(path)
    return node === undefined ? null : this.record(node)
  }

  record(node: TreeNode): ParameterRecord {
    return {
      path: node.path,
      value: node.value,
      type: node.type,
      writable: node.writable,
      notification: node.notification,
      source: node.source,
      updatedAt: node.updatedAt,
      messageId: node.messageId,
      state: this.stateOf(node),
    }
  }

  stateOf(node: TreeNode): ParameterState {
    if (node.deleted) return 'deleted'
    if (node.value === null) return 'name-only'
    return node.bootOfValue < this.boot ? 'stale' : 'known'
  }

  /** Children in display order, deleted ones included. */
  childrenOf(node: TreeNode): readonly TreeNode[] {
    if (node.children === null) return []
    node.sorted ??= [...node.children.values()].sort((a, b) => compareSegments(a.segment, b.segment))
    return node.sorted
  }

  /** All nodes in display order, deleted ones included. */
  *nodes(below: TreeNode = this.root): Generator<TreeNode, void, void> {
    const waiting = [...this.childrenOf(below)].reverse()
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      yield node
      const children = this.childrenOf(node)
      for (let index = children.length - 1; index >= 0; index -= 1) {
        const child = children[index]
        if (child !== undefined) waiting.push(child)
      }
    }
  }

  apply(change: ParameterChange): void {
    this.version += 1
    if (change.stale === true) this.doubt(change.path)
    if (change.deleted === true) {
      this.delete(change)
      return
    }
    if (change.path !== '' && change.stale !== true) this.learn(change)
  }

  private learn(change: ParameterChange): void {
    const node = this.revive(change)
    node.named = true
    const hadValue = node.value !== null
    if (change.type !== undefined) node.type = change.type
    if (change.writable !== undefined) node.writable = change.writable
    if (change.notification !== undefined) node.notification = change.notification
    if (change.accessList !== undefined) node.accessList = change.accessList
    // A change without a value that comes from a message with values confirms the one we have.
    const aboutValue = change.value !== undefined || (hadValue && carriesValues(change.source))
    if (change.value !== undefined) {
      node.value = change.value
      node.foldedValue = null
      if (!hadValue && !node.isObject) countUp(node, 0, 1)
    }
    if (aboutValue) {
      if (!hadValue || node.bootOfValue < this.boot) this.knownValues += 1
      node.bootOfValue = this.boot
    }
    if (aboutValue || !hadValue) {
      node.source = change.source
      node.updatedAt = change.at
      node.messageId = change.messageId
    }
  }

  /** The live node of a path; it and what it stands in are made, or come back, as needed. */
  private revive(change: ParameterChange, path = change.path): TreeNode {
    if (path === '') return this.root
    const found = this.byPath.get(path)
    if (found !== undefined && !found.deleted) return found
    const parent = this.revive(change, parentPath(path))
    const node = found ?? newNode(path, parent)
    if (found === undefined) {
      this.byPath.set(path, node)
      parent.children?.set(node.segment, node)
      parent.sorted = null
    } else {
      node.deleted = node.named = false
      node.value = node.type = node.writable = node.notification = node.accessList = node.foldedValue = null
    }
    node.source = change.source
    node.updatedAt = change.at
    node.messageId = change.messageId
    parent.liveChildren += 1
    this.liveNodes += 1
    this.structureVersion += 1
    if (!node.isObject) countUp(node, 1, 0)
    return node
  }

  private delete(change: ParameterChange): void {
    const node = this.byPath.get(change.path)
    if (node === undefined || node.deleted) return
    countUp(
      node,
      -(node.isObject ? node.parametersBelow : 1),
      -(node.isObject ? node.valuesBelow : hasValue(node)),
    )
    if (node.parent !== null) node.parent.liveChildren -= 1
    this.bury(node, change)
    this.structureVersion += 1
  }

  private bury(node: TreeNode, change: ParameterChange): void {
    if (node.deleted) return
    if (this.stateOf(node) === 'known') this.knownValues -= 1
    node.deleted = true
    node.source = change.source
    node.updatedAt = change.at
    node.messageId = change.messageId
    node.liveChildren = node.parametersBelow = node.valuesBelow = 0
    this.liveNodes -= 1
    for (const child of node.children?.values() ?? []) this.bury(child, change)
  }

  private doubt(path: string): void {
    if (path === '') {
      this.boot += 1
      this.knownValues = 0
      return
    }
    const top = this.byPath.get(path)
    if (top === undefined) return
    for (const node of [top, ...this.nodes(top)]) {
      if (this.stateOf(node) !== 'known') continue
      node.bootOfValue = this.boot - 1
      this.knownValues -= 1
    }
  }
}

/** Rebuilds a tree from its changes, oldest first. */
export function foldChanges(changes: Iterable<ParameterChange>): ParameterTree {
  const tree = new ParameterTree()
  for (const change of changes) tree.apply(change)
  return tree
}

function carriesValues(source: FactSource): boolean {
  return source === 'inform' || source === 'get' || source === 'set'
}

function hasValue(node: TreeNode): number {
  return node.value === null ? 0 : 1
}

/** Adds to the sums of everything a node stands in. */
function countUp(node: TreeNode, parameters: number, values: number): void {
  for (let above = node.parent; above !== null; above = above.parent) {
    above.parametersBelow += parameters
    above.valuesBelow += values
  }
}

function newNode(path: string, parent: TreeNode | null): TreeNode {
  const isObject = path === '' || path.endsWith('.')
  return {
    path,
    segment: lastSegment(path),
    isObject,
    parent,
    children: isObject ? new Map() : null,
    value: null,
    type: null,
    writable: null,
    notification: null,
    accessList: null,
    source: 'names',
    updatedAt: '',
    messageId: '',
    deleted: false,
    named: false,
    bootOfValue: 0,
    liveChildren: 0,
    parametersBelow: 0,
    valuesBelow: 0,
    foldedPath: null,
    foldedValue: null,
    sorted: null,
  }
}
