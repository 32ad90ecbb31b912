/** A value as written stands for all values that show like it: `2s` is 2000 up to, not including, 3000 ms. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Minutes that local time is ahead of UTC at a moment (milliseconds since the Unix epoch). */
export type ZoneOffset = (at: number) => number

const SIZE_UNITS: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['b', 1],
  ['kb', 1024],
  ['mb', 1024 ** 2],
  ['gb', 1024 ** 3],
])

const DURATION_UNITS: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['ms', 1],
  ['s', 1000],
  ['min', 60_000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
])

/** Bytes; KB = 1024. Null: not a size. */
export function readSize(text: string): Span | null {
  return readQuantity(text, SIZE_UNITS)
}

/** Milliseconds. Null: not a duration. */
export function readDuration(text: string): Span | null {
  return readQuantity(text, DURATION_UNITS)
}

function readQuantity(text: string, units: ReadonlyMap<string, number>): Span | null {
  const [, digits, decimals = '', unit] = /^(\d{1,12})(?:\.(\d{1,3}))?([A-Za-z]*)$/.exec(text) ?? []
  const factor = units.get((unit ?? '').toLowerCase())
  if (digits === undefined || factor === undefined) return null
  const from = Number(`${digits}.${decimals || '0'}`) * factor
  return { from, to: from + factor / 10 ** decimals.length }
}

const TIME = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(Z|[+-]\d\d:?\d\d)?)?$/i

/** Milliseconds since the Unix epoch; a date is its whole day. Without a zone it is local. Null: not a time. */
export function readTime(text: string, zone: ZoneOffset): Span | null {
  const match = TIME.exec(text)
  if (!match) return null
  const [, year, month, day, hour, minute, second, fraction, zoneText] = match
  const at = (days: number): number =>
    Date.UTC(
      Number(year),
      Number(month) - 1,
      Number(day) + days,
      Number(hour ?? 0),
      Number(minute ?? 0),
      Number(second ?? 0),
      Number((fraction ?? '').padEnd(3, '0')),
    )
  const written = new Date(at(0)).toISOString()
  // 30 February would become 2 March.
  if (written.slice(0, 10) !== `${year}-${month}-${day}`) return null
  if (hour !== undefined && written.slice(11, 16) !== `${hour}:${minute}`) return null
  if (Number(second ?? 0) > 59) return null
  const toUtc = (local: number): number => {
    if (zoneText !== undefined) return local - zoneMinutes(zoneText) * 60_000
    // The offset belongs to the moment looked for; near a change of the clocks the first guess can be off.
    const guess = local - zone(local) * 60_000
    return local - zone(guess) * 60_000
  }
  const from = toUtc(at(0))
  if (hour === undefined) return { from, to: toUtc(at(1)) }
  const step = second === undefined ? 60_000 : fraction === undefined ? 1000 : 10 ** (3 - fraction.length)
  return { from, to: from + step }
}

function zoneMinutes(text: string): number {
  if (text.toUpperCase() === 'Z') return 0
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2))
  return text.startsWith('-') ? -minutes : minutes
}
