import { ORPCError, type implement } from '@orpc/server'
import type { contract, FileServer } from '../../src/contract/index.js'

type Api = ReturnType<typeof implement<typeof contract>>

/** A workbench that keeps no files and has seen no transfer. */
export function noFiles(api: Pick<Api, 'files' | 'transfers'>) {
  const { files, transfers } = api
  const empty = { items: [], nextCursor: null, total: 0 }
  let server: FileServer = {
    listening: ['http://127.0.0.1:7567/'],
    bytesPerSecond: null,
    maxUploadBytes: 64 * 1024 * 1024,
    maxReceivedBytes: 1024 * 1024 * 1024,
    baseUrl: null,
  }
  const unknown = (what: string): never => {
    throw new ORPCError('NOT_FOUND', { message: `${what} is not known here.` })
  }
  return {
    files: {
      list: files.list.handler(() => empty),
      get: files.get.handler(({ input }) => unknown(`File "${input.fileId}"`)),
      add: files.add.handler(() => unknown('The disk')),
      begin: files.begin.handler(() => unknown('The disk')),
      append: files.append.handler(({ input }) => unknown(`Handle "${input.handle}"`)),
      finish: files.finish.handler(({ input }) => unknown(`Handle "${input.handle}"`)),
      discard: files.discard.handler(() => ({})),
      update: files.update.handler(({ input }) => unknown(`File "${input.fileId}"`)),
      remove: files.remove.handler(({ input }) => unknown(`File "${input.fileId}"`)),
      content: files.content.handler(({ input }) => unknown(`File "${input.fileId}"`)),
      server: files.server.handler(() => server),
      changeServer: files.changeServer.handler(({ input }) => {
        const { bytesPerSecond = server.bytesPerSecond, baseUrl = server.baseUrl } = input
        const { maxUploadBytes = server.maxUploadBytes, maxReceivedBytes = server.maxReceivedBytes } = input
        server = { ...server, bytesPerSecond, baseUrl, maxUploadBytes, maxReceivedBytes }
        return server
      }),
      requests: files.requests.handler(() => empty),
    },
    transfers: {
      list: transfers.list.handler(() => empty),
      get: transfers.get.handler(({ input }) => unknown(`Transfer "${input.transferId}"`)),
      download: transfers.download.handler(({ input }) => unknown(`File "${input.fileId}"`)),
      upload: transfers.upload.handler(({ input }) => unknown(`Device "${input.deviceId}"`)),
    },
  }
}
