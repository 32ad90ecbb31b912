/** The ids of this capture's sessions and messages: `<captureId>.<exchange>` and `<captureId>.<exchange>.q|r`. */
export interface MessagePlace {
  readonly exchange: number
  readonly side: 'q' | 'r'
}

/** Null: not an id of this capture. */
export function sessionNumber(captureId: string, id: string): number | null {
  const match = /^([^.]+)\.(\d{1,15})$/.exec(id)
  return match?.[1] === captureId ? Number(match[2]) : null
}

/** Null: not an id of this capture. */
export function messagePlace(captureId: string, id: string): MessagePlace | null {
  const match = /^([^.]+)\.(\d{1,15})\.([qr])$/.exec(id)
  return match?.[1] === captureId ? { exchange: Number(match[2]), side: match[3] === 'q' ? 'q' : 'r' } : null
}
