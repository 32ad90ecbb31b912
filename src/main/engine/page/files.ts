import { readdir } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.map': 'application/json; charset=utf-8',
}

/** One file of the built page. */
export interface PageFile {
  /** Where it is on disk. */
  readonly file: string
  readonly contentType: string
  /** Its name contains a hash of its content, so it may be kept for ever. */
  readonly immutable: boolean
}

/** URL path (`/assets/index-a1b2c3d4.js`) -> file. Nothing outside this map is ever served. */
export type PageFiles = ReadonlyMap<string, PageFile>

/**
 * Lists the built page once, so that serving is a look-up in a map and no path from a request ever
 * reaches the file system. Empty when there is no build.
 *
 * @param folder `out/renderer`
 */
export async function listPageFiles(folder: string): Promise<PageFiles> {
  const files = new Map<string, PageFile>()
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  })
  for (const entry of entries) {
    const contentType = contentTypes[extname(entry.name).toLowerCase()]
    if (!entry.isFile() || contentType === undefined) continue
    const file = join(entry.parentPath, entry.name)
    const path = `/${relative(folder, file).split(sep).join('/')}`
    files.set(path, { file, contentType, immutable: /^\/assets\/.+-[\w-]{8}\.\w+$/.test(path) })
  }
  const index = files.get('/index.html')
  if (index) files.set('/', index)
  return files
}
