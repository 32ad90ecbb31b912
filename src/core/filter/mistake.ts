/** What is wrong with a filter, and where. Thrown inside the parser only; callers get it as a value. */
export class Mistake extends Error {
  readonly offset: number
  readonly length: number

  constructor(message: string, place: { readonly offset: number; readonly length: number }) {
    super(message)
    this.offset = place.offset
    this.length = place.length
  }
}
