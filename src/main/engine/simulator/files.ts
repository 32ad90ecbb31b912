import {
  parameterAt,
  readableValue,
  walk,
  type ModelTree,
  type OrderedTransfer,
} from '../../../core/model/index.js'
import type { FetchedFile } from './file-client.js'

/** The version a simulated CPE has after a firmware upgrade: as the file is called, else by its checksum. */
export function firmwareVersion({ targetFileName, url }: OrderedTransfer, { sha256 }: FetchedFile): string {
  const name = targetFileName === '' ? (URL.parse(url)?.pathname.split('/').at(-1) ?? '') : targetFileName
  return /\d+(?:\.\d+)+/.exec(name)?.[0] ?? `image-${sha256.slice(0, 8)}`
}

/** What a simulated CPE sends for an Upload: its parameters as configuration, or a few lines of log. */
export function uploadContent(fileType: string, tree: ModelTree, root: string): string {
  if (/Log File/.test(fileType)) {
    const version = parameterAt(tree, `${root}.DeviceInfo.SoftwareVersion`)?.value ?? ''
    return `The simulated CPE writes no log. Its software is ${version}.\n`
  }
  const lines: string[] = []
  walk(tree, '', (path, node) => {
    if (node.kind === 'parameter') lines.push(`${path}=${readableValue(node)}\n`)
  })
  return lines.join('')
}
