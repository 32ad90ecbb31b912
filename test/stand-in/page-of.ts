/** A page of a list, as the contract answers it; the cursor is a place. */
export function page<T>(items: readonly T[], input: { limit: number; cursor?: string | undefined }) {
  const from = Number(input.cursor ?? 0)
  const to = from + input.limit
  return {
    items: items.slice(from, to),
    nextCursor: to < items.length ? String(to) : null,
    total: items.length,
  }
}
