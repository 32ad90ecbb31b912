import { ORPCError, type implement } from '@orpc/server'
import type {
  contract,
  EngineEvent,
  FileServer,
  StoredFileShape,
  Transfer,
} from '../../src/contract/index.js'
import { page } from './page-of.js'

type Api = ReturnType<typeof implement<typeof contract>>

export interface StandInFiles {
  /** Newest first. */
  readonly files: StoredFileShape[]
  readonly transfers: Transfer[]
  server: FileServer
}

export function sampleFiles(): StandInFiles {
  return {
    files: [],
    transfers: [],
    server: {
      listening: ['http://127.0.0.1:7567/'],
      bytesPerSecond: null,
      maxUploadBytes: 64 * 1024 * 1024,
      maxReceivedBytes: 1024 * 1024 * 1024,
      baseUrl: null,
    },
  }
}

/** A file server in memory: files come in pieces, orders make transfers that go on when the test publishes them. */
export function fileProcedures(
  { files, transfers }: Pick<Api, 'files' | 'transfers'>,
  state: StandInFiles,
  publish: (event: EngineEvent) => void,
) {
  const unknown = (what: string): never => {
    throw new ORPCError('NOT_FOUND', { message: `${what} is not known here.` })
  }
  const find = (fileId: string) => state.files.find(({ id }) => id === fileId) ?? unknown(`File "${fileId}"`)
  const open = new Map<
    string,
    { name: string; fileType: string; version: string; note: string; size: number }
  >()
  let counter = 0

  const add = (facts: { name: string; fileType: string; version: string; note: string; size: number }) => {
    const id = `file-${++counter}`
    const file: StoredFileShape = {
      id,
      ...facts,
      sha256: 'ab'.repeat(32),
      addedAt: new Date().toISOString(),
      origin: 'user',
      transferId: null,
      deviceId: null,
      url: `http://127.0.0.1:7567/files/${id}/${facts.name}`,
      access: { scheme: 'none', username: '' },
      bytesPerSecond: null,
      fault: null,
    }
    publish({ type: 'file', fileId: id, file })
    return file
  }
  const order = (facts: Partial<Transfer> & Pick<Transfer, 'deviceId' | 'method' | 'direction'>) => {
    const id = `transfer-${++counter}`
    const transfer: Transfer = { ...blankTransfer(id), ...facts }
    publish({ type: 'transfer', transfer })
    return transfer
  }
  return {
    files: {
      list: files.list.handler(({ input }) => page(state.files, input)),
      get: files.get.handler(({ input }) => find(input.fileId)),
      add: files.add.handler(({ input }) => add({ ...input.query, size: input.body.size })),
      begin: files.begin.handler(({ input }) => {
        const handle = `handle-${++counter}`
        open.set(handle, { ...input, size: 0 })
        return { handle }
      }),
      append: files.append.handler(({ input }) => {
        const file = open.get(input.handle) ?? unknown(`Handle "${input.handle}"`)
        file.size += input.bytes.size
        return { size: file.size }
      }),
      finish: files.finish.handler(({ input }) => {
        const file = open.get(input.handle) ?? unknown(`Handle "${input.handle}"`)
        open.delete(input.handle)
        return add(file)
      }),
      discard: files.discard.handler(({ input }) => {
        open.delete(input.handle)
        return {}
      }),
      update: files.update.handler(({ input: { fileId, access, ...changes } }) => {
        const before = find(fileId)
        const file: StoredFileShape = {
          ...before,
          name: changes.name ?? before.name,
          fileType: changes.fileType ?? before.fileType,
          version: changes.version ?? before.version,
          note: changes.note ?? before.note,
          bytesPerSecond:
            changes.bytesPerSecond === undefined ? before.bytesPerSecond : changes.bytesPerSecond,
          fault: changes.fault === undefined ? before.fault : changes.fault,
          access: access ? { scheme: access.scheme, username: access.username } : before.access,
        }
        publish({ type: 'file', fileId, file })
        return file
      }),
      remove: files.remove.handler(({ input }) => {
        const file = find(input.fileId)
        publish({ type: 'file', fileId: file.id, file: null })
        return file
      }),
      content: files.content.handler(({ input }) => new Blob([new Uint8Array(find(input.fileId).size)])),
      server: files.server.handler(() => state.server),
      changeServer: files.changeServer.handler(({ input }) => {
        const { server } = state
        const { bytesPerSecond = server.bytesPerSecond, baseUrl = server.baseUrl } = input
        const { maxUploadBytes = server.maxUploadBytes, maxReceivedBytes = server.maxReceivedBytes } = input
        state.server = { ...server, bytesPerSecond, baseUrl, maxUploadBytes, maxReceivedBytes }
        return state.server
      }),
      requests: files.requests.handler(() => ({ items: [], nextCursor: null, total: 0 })),
    },
    transfers: {
      list: transfers.list.handler(({ input }) =>
        page(
          state.transfers.filter(
            ({ deviceId }) => input.deviceId === undefined || deviceId === input.deviceId,
          ),
          input,
        ),
      ),
      get: transfers.get.handler(
        ({ input }) =>
          state.transfers.find(({ id }) => id === input.transferId) ??
          unknown(`Transfer "${input.transferId}"`),
      ),
      download: transfers.download.handler(({ input }) => {
        const file = find(input.fileId)
        return order({
          deviceId: input.deviceId,
          method: 'Download',
          direction: 'download',
          fileId: file.id,
          fileName: file.name,
          fileType: input.fileType || file.fileType,
          total: file.size,
          commandKey: input.commandKey ?? 'wb-1',
        })
      }),
      upload: transfers.upload.handler(({ input }) =>
        order({
          deviceId: input.deviceId,
          method: 'Upload',
          direction: 'upload',
          fileType: input.fileType,
          commandKey: input.commandKey ?? 'wb-2',
        }),
      ),
    },
  }
}

/** A Download that was just ordered. */
export function blankTransfer(id: string): Transfer {
  return {
    id,
    deviceId: null,
    rpcId: null,
    method: 'Download',
    commandKey: '',
    direction: 'download',
    fileType: '',
    fileId: null,
    fileName: '',
    url: `http://127.0.0.1:7567/t/${id}`,
    ours: true,
    state: 'ordered',
    sentence: 'The Download waits in the queue for the CPE’s next session.',
    odd: false,
    bytes: 0,
    total: null,
    createdAt: new Date().toISOString(),
    startedAt: null,
    fetchedAt: null,
    endedAt: null,
    transferComplete: null,
    requests: [],
  }
}
