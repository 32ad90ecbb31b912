import { QueryError } from './errors.js'

/** Where a page ended, as an opaque text. `list` names the list, so that a cursor of another one is refused. */
export function writeCursor(list: string, place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([list, ...place])).toString('base64url')
}

/** The place a cursor stands for; null without one. Throws a `QueryError` for one that this list did not give. */
export function readCursor(list: string, cursor: string | undefined): readonly unknown[] | null {
  if (cursor === undefined) return null
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(value) && value[0] === list) return value.slice(1)
  } catch {
    // Refused below.
  }
  throw badCursor()
}

/** The same for places that are numbers. */
export function readNumbers(
  list: string,
  cursor: string | undefined,
  count: number,
): readonly number[] | null {
  const place = readCursor(list, cursor)
  if (place === null) return null
  const numbers = place.filter((item) => typeof item === 'number')
  if (numbers.length !== count || place.length !== count) throw badCursor()
  return numbers
}

export function badCursor(): QueryError {
  return new QueryError(
    'The cursor is not one that this list gave. Ask for the first page, without a cursor.',
  )
}
