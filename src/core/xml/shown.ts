/** More of a text that somebody else wrote is not repeated in a message. */
const longest = 80

/** A name or value off the wire as it is repeated in a message: hostile ones are megabytes long. */
export function shown(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
