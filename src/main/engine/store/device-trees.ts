import type { DatabaseSync } from 'node:sqlite'
import {
  createRowsView,
  foldChanges,
  type ParameterTree,
  type RowsQuery,
  type VisibleRows,
} from '../../../core/tree/index.js'
import { changeOf } from './projection-tables.js'

/** A moment: everything learnt up to a place in the journal, or up to a time (milliseconds since the epoch). */
export type Moment = { readonly seq: number } | { readonly time: number }

/**
 * The trees of a capture's devices: brought up from their changes when first needed, kept up to date by the
 * projector from then on.
 */
export class DeviceTrees {
  private readonly live = new Map<string, ParameterTree>()
  private readonly views = new Map<string, (query: RowsQuery) => VisibleRows>()
  private past: { readonly key: string; readonly tree: ParameterTree } | null = null

  constructor(private readonly database: DatabaseSync) {}

  tree(deviceId: string): ParameterTree {
    const known = this.live.get(deviceId)
    if (known !== undefined) return known
    const tree = this.fold('device = ?', [deviceId])
    this.live.set(deviceId, tree)
    return tree
  }

  /** The rows of the device's tree grid. */
  rows(deviceId: string, query: RowsQuery): VisibleRows {
    const view = this.views.get(deviceId) ?? createRowsView(this.tree(deviceId))
    this.views.set(deviceId, view)
    return view(query)
  }

  /** The tree as it was at a moment. The last one asked for is kept: its pages come one after another. */
  treeAt(deviceId: string, moment: Moment): ParameterTree {
    const key = JSON.stringify([deviceId, moment, this.tree(deviceId).version])
    if (this.past?.key === key) return this.past.tree
    const tree =
      'seq' in moment
        ? this.fold('device = ? AND seq <= ?', [deviceId, moment.seq])
        : this.fold('device = ? AND at < ?', [deviceId, (moment.time + 1) * 1000])
    this.past = { key, tree }
    return tree
  }

  forget(): void {
    this.live.clear()
    this.views.clear()
    this.past = null
  }

  private fold(condition: string, values: readonly (string | number)[]): ParameterTree {
    const rows = this.database.prepare(`SELECT * FROM parameter_change WHERE ${condition} ORDER BY id`)
    return foldChanges(mapped(rows.iterate(...values), changeOf))
  }
}

function* mapped<From, To>(items: Iterable<From>, convert: (item: From) => To): Generator<To, void, void> {
  for (const item of items) yield convert(item)
}
