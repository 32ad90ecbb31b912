import { openAsBlob } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { Readable } from 'node:stream'
import { ORPCError } from '@orpc/server'
import { fileFactsSchema, type FileServer } from '../../../contract/index.js'
import type { Transfers } from '../transfers/types.js'
import type { StoredFile } from '../workspace/types.js'
import type { ApiBase } from './base.js'
import { badRequest, notFound, refusalOf, sentenceOf } from './errors.js'
import { fileShape } from './file-shapes.js'
import { pageOfList } from './paging.js'
import type { ApiServices } from './services.js'

/** Files for CPEs and from CPEs, and the server they go by. */
export function fileProcedures(base: ApiBase, { transfers }: ApiServices) {
  function known(id: string): StoredFile {
    const file = transfers.file(id)
    if (file === null) throw notFound(`File "${id}"`)
    return file
  }
  const shape = (file: StoredFile) => fileShape(file, transfers)
  const server = (): FileServer => ({ listening: [...transfers.addresses], ...transfers.settings })

  return {
    list: base.files.list.handler(({ input }) => {
      const files = transfers.files.filter(({ name, fileType, version, note, id }) =>
        saysAll(input.filter, [name, fileType, version, note, id]),
      )
      const page = pageOfList(files, input, ({ id }) => id)
      return { ...page, items: page.items.map(shape) }
    }),
    get: base.files.get.handler(({ input }) => shape(known(input.fileId))),
    add: base.files.add.handler(async ({ input: { query, body } }) =>
      shape(await transfers.readFile(Readable.from(body.stream()), undefined, query)),
    ),
    begin: base.files.begin.handler(async ({ input }) => ({ handle: await transfers.beginFile(input) })),
    append: base.files.append.handler(async ({ input: { handle, bytes } }) => ({
      size: await transfers.appendFile(handle, new Uint8Array(await bytes.arrayBuffer())),
    })),
    finish: base.files.finish.handler(async ({ input }) => shape(await transfers.finishFile(input.handle))),
    discard: base.files.discard.handler(async ({ input }) => {
      await transfers.discardFile(input.handle)
      return {}
    }),
    update: base.files.update.handler(({ input: { fileId, ...changes } }) => {
      const file = known(fileId)
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
      const access = changes.access && withPassword(changes.access, file)
      return shape(transfers.changeFile(fileId, { ...given, ...(access === undefined ? {} : { access }) }))
    }),
    remove: base.files.remove.handler(async ({ input }) => {
      const file = shape(known(input.fileId))
      await transfers.removeFile(input.fileId)
      return file
    }),
    content: base.files.content.handler(async ({ input: { fileId, offset, length } }) => {
      const blob = await openAsBlob(await transfers.contentPath(fileId), { type: 'application/octet-stream' })
      const end = length === undefined ? blob.size : Math.min(blob.size, offset + length)
      return new File([blob.slice(offset, end)], known(fileId).name, { type: 'application/octet-stream' })
    }),
    server: base.files.server.handler(server),
    changeServer: base.files.changeServer.handler(({ input }) => {
      const { bytesPerSecond, maxUploadBytes, maxReceivedBytes, baseUrl } = input
      transfers.changeSettings({
        ...(bytesPerSecond === undefined ? {} : { bytesPerSecond }),
        ...(maxUploadBytes === undefined ? {} : { maxUploadBytes }),
        ...(maxReceivedBytes === undefined ? {} : { maxReceivedBytes }),
        ...(baseUrl === undefined ? {} : { baseUrl }),
      })
      return server()
    }),
    requests: base.files.requests.handler(({ input }) => {
      const requests = transfers.requests.filter(({ remote, method, target, status, result, detail }) =>
        saysAll(input.filter, [remote, method, target, String(status), result, detail]),
      )
      const page = pageOfList(requests, input, ({ id }) => id)
      return { ...page, items: page.items.map((request) => ({ ...request })) }
    }),
  }
}

/** A password that is left out stays as it is: it is never read back, so a form cannot give it again. */
function withPassword<T extends { readonly username: string; readonly password: string }>(
  access: T,
  { access: before }: StoredFile,
): T {
  return access.password === '' && access.username === before.username
    ? { ...access, password: before.password }
    : access
}

export function saysAll(filter: string | undefined, texts: readonly string[]): boolean {
  const text = texts.join('\n').toLowerCase()
  return (filter ?? '')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** A file that a script sends: its body is kept as it arrives, however long it is. */
export interface SentFile {
  readonly body: Readable
  readonly headers: IncomingHttpHeaders
  readonly query: Readonly<Record<string, string>>
}

/** `POST /files` over HTTP, as a stream. Never rejects for what the sender did: gives status and body of the answer. */
export async function receiveSentFile(
  transfers: Transfers,
  { body, headers, query }: SentFile,
): Promise<{ readonly status: number; readonly body: unknown }> {
  try {
    const facts = fileFactsSchema.safeParse(query)
    if (!facts.success) throw badRequest(sentenceOf(facts.error.issues))
    const file = await transfers.readFile(body, headers['content-type'], facts.data)
    return { status: 201, body: fileShape(file, transfers) }
  } catch (error) {
    const refusal = error instanceof ORPCError ? error : refusalOf(error)
    if (refusal !== null)
      return { status: refusal.status, body: { code: refusal.code, message: refusal.message } }
    throw error
  }
}
