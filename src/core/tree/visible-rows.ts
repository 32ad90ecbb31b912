import type { ParameterTree, TreeNode } from './parameter-tree.js'
import type { Expansion, TreeRow } from './records.js'

/** What a tree grid shows. */
export interface RowsQuery {
  /** Looked for without case in path and value; '' shows everything. */
  readonly search: string
  readonly expansion: Expansion
}

/** The rows of a tree grid at one version of the tree. Taking a window of it costs only the window. */
export interface VisibleRows {
  readonly total: number
  /** Parameters and objects that match; without a search, all there are. */
  readonly matches: number
  window(from: number, count: number): TreeRow[]
  /** Where a path stands among the rows; null if it is not among them. */
  positionOf(path: string): number | null
}

/**
 * The visible rows of a tree, kept until the tree, the search or the expansion changes, so that scrolling costs
 * nothing. Deleted paths are not shown. A search shows the matches and what they stand in, all open.
 */
export function createRowsView(tree: ParameterTree): (query: RowsQuery) => VisibleRows {
  let key = ''
  let rows: VisibleRows | null = null
  return (query) => {
    const search = query.search.trim().toLowerCase()
    // Without a search only the shape matters: a value that changes leaves the rows where they are.
    const wanted =
      search === ''
        ? `${tree.structureVersion} ${expansionKey(query.expansion)}`
        : `${tree.version}?${search}`
    if (rows === null || wanted !== key) {
      rows = search === '' ? browse(tree, query.expansion) : find(tree, search)
      key = wanted
    }
    return rows
  }
}

function expansionKey(expansion: Expansion): string {
  return `${String(expansion.all)} ${expansion.except.join('\n')}`
}

/** The rows as columns, so that 20,000 of them are four arrays and not 20,000 objects. */
class Rows implements VisibleRows {
  matches = 0
  private readonly nodes: TreeNode[] = []
  private readonly levels: number[] = []
  private readonly positions: number[] = []
  private readonly setSizes: number[] = []
  private places: Map<string, number> | null = null

  constructor(
    private readonly tree: ParameterTree,
    private readonly isExpanded: (node: TreeNode) => boolean,
  ) {}

  get total(): number {
    return this.nodes.length
  }

  push(node: TreeNode, level: number, position: number, setSize: number): void {
    this.nodes.push(node)
    this.levels.push(level)
    this.positions.push(position)
    this.setSizes.push(setSize)
  }

  window(from: number, count: number): TreeRow[] {
    return this.nodes.slice(from, from + count).map((node, offset) => {
      const index = from + offset
      return {
        ...this.tree.record(node),
        name: node.isObject ? node.segment.slice(0, -1) : node.segment,
        isObject: node.isObject,
        level: this.levels[index] ?? 1,
        positionInSet: this.positions[index] ?? 1,
        setSize: this.setSizes[index] ?? 1,
        expanded: node.isObject && this.isExpanded(node),
        childCount: node.liveChildren,
        coverage: coverageOf(node),
      }
    })
  }

  positionOf(path: string): number | null {
    this.places ??= new Map(this.nodes.map((node, index) => [node.path, index]))
    return this.places.get(path) ?? null
  }
}

function coverageOf(node: TreeNode): TreeRow['coverage'] {
  if (!node.isObject) return null
  if (node.valuesBelow === 0) return 'never'
  return node.valuesBelow === node.parametersBelow ? 'complete' : 'partial'
}

function browse(tree: ParameterTree, expansion: Expansion): VisibleRows {
  const except = new Set(expansion.except)
  const isExpanded = (node: TreeNode): boolean => except.has(node.path) !== expansion.all
  const rows = new Rows(tree, isExpanded)
  rows.matches = tree.size
  const visit = (above: TreeNode, level: number): void => {
    let position = 0
    for (const node of tree.childrenOf(above)) {
      if (node.deleted) continue
      position += 1
      rows.push(node, level, position, above.liveChildren)
      if (node.isObject && isExpanded(node)) visit(node, level + 1)
    }
  }
  visit(tree.root, 1)
  return rows
}

function find(tree: ParameterTree, search: string): VisibleRows {
  const shown = new Map<TreeNode, readonly TreeNode[]>()
  let matches = 0
  const collect = (above: TreeNode): boolean => {
    const kept: TreeNode[] = []
    for (const node of tree.childrenOf(above)) {
      if (node.deleted) continue
      const match = matchesSearch(node, search)
      if (match) matches += 1
      const below = node.isObject && node.liveChildren > 0 && collect(node)
      if (match || below) kept.push(node)
    }
    if (kept.length > 0) shown.set(above, kept)
    return kept.length > 0
  }
  collect(tree.root)
  const rows = new Rows(tree, () => true)
  rows.matches = matches
  const visit = (above: TreeNode, level: number): void => {
    const kept = shown.get(above) ?? []
    kept.forEach((node, index) => {
      rows.push(node, level, index + 1, kept.length)
      if (node.isObject) visit(node, level + 1)
    })
  }
  visit(tree.root, 1)
  return rows
}

/** Whether a node's path or value has the text, which must be in lower case. */
export function matchesSearch(node: TreeNode, foldedSearch: string): boolean {
  node.foldedPath ??= node.path.toLowerCase()
  if (node.foldedPath.includes(foldedSearch)) return true
  if (node.value === null) return false
  node.foldedValue ??= node.value.toLowerCase()
  return node.foldedValue.includes(foldedSearch)
}
