import { badRequest } from './errors.js'

/** One page of a list that is in memory. The cursor names the last item told, so that items before it may come and go. */
export function pageOfList<T>(
  items: readonly T[],
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  keyOf: (item: T) => string,
): { items: T[]; nextCursor: string | null; total: number } {
  let from = 0
  if (cursor !== undefined) {
    const last = items.findIndex((item) => keyOf(item) === cursor)
    if (last < 0)
      throw badRequest('cursor: it belongs to another list, or its item is gone. Start again without it.')
    from = last + 1
  }
  const page = items.slice(from, from + limit)
  const end = page.at(-1)
  return {
    items: page,
    nextCursor: end !== undefined && from + page.length < items.length ? keyOf(end) : null,
    total: items.length,
  }
}
