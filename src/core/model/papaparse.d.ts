/** The one call of papaparse this folder makes. Its published types pull in Node's, which core must not see. */
declare module 'papaparse' {
  interface ParseProblem {
    readonly message: string
    readonly row?: number
  }
  const papaparse: {
    parse(
      text: string,
      config: { readonly header: false; readonly skipEmptyLines: true; readonly delimiter: ',' },
    ): { readonly data: readonly (readonly string[])[]; readonly errors: readonly ParseProblem[] }
  }
  export default papaparse
}
