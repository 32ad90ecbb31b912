import { create } from 'zustand'
import { notifyDone, notifyError } from '../../app/notify.js'
import type { Client } from '../../host/types.js'
import { sizeText } from '../../ui/index.js'

/** A file on its way from this page to the engine. */
export interface Adding {
  readonly id: number
  readonly name: string
  readonly sent: number
  readonly total: number
  cancel(): void
}

interface Addings {
  readonly list: readonly Adding[]
}

export const useAddings = create<Addings>()(() => ({ list: [] }))

/** Bytes in one call; the contract takes 4 MiB at most. */
const PIECE = 2 * 1024 * 1024

let counter = 0

/** Adds files one after the other, in pieces, so that none of them has to fit into memory. */
export function addFiles(client: Client, files: readonly File[]): void {
  void (async () => {
    for (const file of files) await addFile(client, file)
  })()
}

async function addFile(client: Client, file: File): Promise<void> {
  const id = ++counter
  let cancelled = false
  const change = (sent: number | null) =>
    useAddings.setState(({ list }) => {
      const others = list.filter((each) => each.id !== id)
      if (sent === null) return { list: others }
      return {
        list: [...others, { id, name: file.name, sent, total: file.size, cancel: () => (cancelled = true) }],
      }
    })
  change(0)
  let handle: string | null = null
  try {
    const begun = await client.files.begin({ name: file.name, fileType: guessFileType(file.name) })
    handle = begun.handle
    for (let from = 0; from < file.size; from += PIECE) {
      const bytes = file.slice(from, from + PIECE)
      await client.files.append({ handle, bytes })
      if (cancelled) break
      change(Math.min(file.size, from + PIECE))
    }
    if (cancelled) await client.files.discard({ handle })
    else {
      await client.files.finish({ handle })
      notifyDone(`Added ${file.name}`, `${sizeText(file.size)}, ready for CPEs.`)
    }
  } catch (error) {
    notifyError({ what: `${file.name} could not be added`, error })
    if (handle !== null) await client.files.discard({ handle }).catch(() => undefined)
  } finally {
    change(null)
  }
}

/** What a file most likely is, from its name; it can be changed. */
export function guessFileType(name: string): string {
  if (/\.(?:bin|img|fw|rom|itb|trx|pkgtb|w)$/i.test(name)) return '1 Firmware Upgrade Image'
  if (/\.(?:xml|cfg|conf|config|ini|json)$/i.test(name)) return '3 Vendor Configuration File'
  return ''
}
