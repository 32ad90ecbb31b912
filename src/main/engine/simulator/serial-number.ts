/** The serial number of CPE number n: `%d` becomes n, `%06d` becomes n with six digits. */
export const serialNumberOf = (pattern: string, number: number): string =>
  pattern.replaceAll(/%(?:0(\d+))?d/g, (_match, digits?: string) =>
    String(number).padStart(digits === undefined ? 0 : Number(digits), '0'),
  )
