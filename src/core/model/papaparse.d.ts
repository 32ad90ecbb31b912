/** The one call of papaparse this folder makes. Its published types pull in Node's, which core must not see. */
declare module 'papaparse' {
  const papaparse: {
    parse<Row>(
      text: string,
      config: { readonly header: false; readonly skipEmptyLines: true; readonly delimiter: ',' },
    ): {
      readonly data: readonly Row[]
      readonly errors: readonly { readonly message: string; readonly row?: number }[]
    }
  }
  export = papaparse
}
