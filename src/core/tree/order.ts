/** The last segment of a path; objects keep their dot (`Device.WiFi.` gives `WiFi.`). */
export function lastSegment(path: string): string {
  const end = path.endsWith('.') ? path.length - 2 : path.length - 1
  if (end < 0) return path
  return path.slice(path.lastIndexOf('.', end) + 1)
}

/** The object a path stands in; '' for a root object and for a name without a dot. */
export function parentPath(path: string): string {
  return path.slice(0, path.length - lastSegment(path).length)
}

/**
 * Order of siblings: parameters before objects, so that a long table never pushes an object's own values
 * out of sight; instance numbers by size; names by alphabet without case. Not "as first seen": a forced Inform
 * parameter would then lead its object for ever, and the place of a row would depend on what we happened to ask first.
 */
export function compareSegments(left: string, right: string): number {
  const leftObject = left.endsWith('.')
  if (leftObject !== right.endsWith('.')) return leftObject ? 1 : -1
  const leftNumber = instanceNumber(left)
  const rightNumber = instanceNumber(right)
  if (leftNumber !== null && rightNumber !== null && leftNumber !== rightNumber)
    return leftNumber - rightNumber
  if ((leftNumber === null) !== (rightNumber === null)) return leftNumber === null ? 1 : -1
  const leftFolded = left.toLowerCase()
  const rightFolded = right.toLowerCase()
  if (leftFolded !== rightFolded) return leftFolded < rightFolded ? -1 : 1
  return left < right ? -1 : left > right ? 1 : 0
}

function instanceNumber(segment: string): number | null {
  return /^\d+\.?$/.test(segment) ? Number.parseInt(segment, 10) : null
}
