/** What a dateTime says, as far as rules need it. */
export interface DateTimeParts {
  readonly year: number
  readonly hasFraction: boolean
  readonly hasZone: boolean
}

const form = /^(\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?$/

const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** Reads a dateTime of XML Schema; null: it is none. */
export function readDateTime(text: string): DateTimeParts | null {
  const match = form.exec(text)
  if (match === null) return null
  const [, yearDigits = '', month = '', day = '', hour = '', minute = '', second = '', fraction, zone] = match
  const year = Number(yearDigits)
  const days = daysInMonth[Number(month) - 1]
  if (days === undefined || Number(day) < 1 || Number(day) > days) return null
  if (month === '02' && day === '29' && !isLeapYear(year)) return null
  const endOfDay = hour === '24' && minute === '00' && second === '00'
  // A leap second is no dateTime of XML Schema, but devices that keep them are right about the time.
  if ((Number(hour) > 23 && !endOfDay) || Number(minute) > 59 || Number(second) > 60) return null
  return { year, hasFraction: fraction !== undefined, hasZone: zone !== undefined }
}

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** A time since boot is a value without zone in the first thousand years (TR-106 3.2). */
export const isRelative = ({ year, hasZone }: DateTimeParts): boolean => !hasZone && year < 1000
