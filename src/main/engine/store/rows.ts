import type { SQLOutputValue } from 'node:sqlite'

/** A row as SQLite gives it. Columns are read by the type they have in the schema; another one means a damaged file. */
export type Row = Readonly<Record<string, SQLOutputValue>>

export function integer(row: Row, column: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw damaged(column)
  return value
}

export function textColumn(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw damaged(column)
  return value
}

export function bytesColumn(row: Row, column: string): Uint8Array {
  const value = row[column]
  if (!(value instanceof Uint8Array)) throw damaged(column)
  return value
}

export function optionalText(row: Row, column: string): string | null {
  return row[column] === null ? null : textColumn(row, column)
}

export function optionalInteger(row: Row, column: string): number | null {
  return row[column] === null ? null : integer(row, column)
}

/**
 * JSON that this program wrote itself into the column. The schema is the guard: what does not parse is
 * a damaged file, what parses has the shape it was written with (older shapes go through the converters).
 */
export function jsonColumn<T>(row: Row, column: string): T {
  return JSON.parse(textColumn(row, column)) as T
}

function damaged(column: string): Error {
  return new Error(`The capture is damaged: column "${column}" does not hold what it should.`)
}
