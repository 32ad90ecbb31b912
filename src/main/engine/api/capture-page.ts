import type { Page } from '../store/types.js'

/** A page of the capture in the contract's shape. */
export function pageShape<Row, Shape>(
  page: Page<Row>,
  shape: (row: Row) => Shape,
): { items: Shape[]; nextCursor: string | null; total: number } {
  return { items: page.items.map(shape), nextCursor: page.nextCursor, total: page.total }
}
