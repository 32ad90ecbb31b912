import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Messages with damage: bit flips, cuts, splices of one into another, and what parsers stumble over. */
export interface Mutations {
  /** How many messages they are made of. */
  readonly sources: number
  /** The same seed gives the same bytes, as long as the sources are the same. */
  make(seed: number): Uint8Array
}

const encoder = new TextEncoder()
const stumblingBlocks: readonly Uint8Array[] = [
  ...['&', '<', '>', ']]>', '<!--', '-->', '<![CDATA[', '<?', '?>', '<!DOCTYPE a>', '<?xml version="1.0"?>'],
  ...[
    '</',
    '/>',
    '"',
    "'",
    '="',
    ' a="1" a="2"',
    ' xmlns="u"',
    ' xmlns:x=""',
    '&#0;',
    '&#xFFFFFF;',
    '&a;',
    'a:b:c',
  ],
  ...[
    '\r',
    '\r\n\r\n',
    '\ufeff',
    '\ufffe',
    '[0]',
    '[99999999999]',
    '\0',
    '__proto__',
    'HTTP/1.1 200 OK\r\n',
    '😀',
  ],
].map((text) => encoder.encode(text))

/** `root` is the repository's; beside the fixtures in it, those shared with it take part where they are. */
export function mutationsOf(root: string): Mutations {
  const folders = ['test/fixtures/soap', 'test/fixtures/acs', '../shared/data/soap-fixtures']
  const sources = folders
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { withFileTypes: true }).map((entry) => ({ folder, entry })))
    .filter(({ entry }) => entry.isFile())
    .map(({ folder, entry }) => join(folder, entry.name))
    .sort()
    .map((file) => new Uint8Array(readFileSync(file)))
  return { sources: sources.length, make: (seed) => mutate(sources, randomFrom(seed)) }
}

/** A small generator of its own, so that a seed gives the same bytes again (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below)
  }
}

const none = new Uint8Array()

function mutate(sources: readonly Uint8Array[], random: (below: number) => number): Uint8Array {
  const pick = <T>(list: readonly T[], otherwise: T): T => list[random(list.length)] ?? otherwise
  let bytes = pick(sources, none)
  for (let changes = 1 + random(5); changes > 0; changes--) {
    const at = random(bytes.length + 1)
    switch (random(6)) {
      case 0:
        bytes = bytes.slice()
        if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8))
        break
      case 1:
        bytes = random(2) === 0 ? bytes.subarray(0, at) : bytes.subarray(at)
        break
      case 2: {
        const other = pick(sources, none)
        const from = random(other.length)
        bytes = spliced(bytes, at, 0, other.subarray(from, from + random(300)))
        break
      }
      case 3:
        bytes = spliced(bytes, at, random(40), none)
        break
      case 4:
        bytes = spliced(bytes, at, random(2), pick(stumblingBlocks, none))
        break
      default: {
        const from = random(bytes.length)
        bytes = spliced(bytes, at, 0, bytes.subarray(from, from + random(2000)))
      }
    }
  }
  return bytes
}

function spliced(bytes: Uint8Array, at: number, removed: number, inserted: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + removed)])
}
