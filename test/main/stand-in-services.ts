import type { Status } from '../../src/contract/index.js'
import { defaultQuirks } from '../../src/core/quirks/index.js'
import { createAcsSettings } from '../../src/main/engine/acs-settings.js'
import { createApi, createEventsHub, type ApiServices } from '../../src/main/engine/api/index.js'
import type { Discoveries } from '../../src/main/engine/discovery/index.js'
import type { RpcQueue } from '../../src/main/engine/rpcs/types.js'
import type { CaptureReader, Page } from '../../src/main/engine/store/types.js'
import type { Transfers } from '../../src/main/engine/transfers/types.js'
import type { Workspace } from '../../src/main/engine/workspace/types.js'
import { emptySecretStore } from './empty-secret-store.js'
import { emptyNotifications, emptyStun, emptyXmpp } from './empty-reach.js'
import { emptyTransferStore } from './empty-transfer-store.js'

const emptyPage: Page<never> = { items: [], nextCursor: null, total: 0 }

export const emptyStatus: Status = {
  version: '0.0.0-test',
  acsUrl: null,
  listening: [],
  acsTlsUrl: null,
  fileUrl: null,
  stunAddress: null,
  capture: { path: '/tmp/none', exchanges: 0, sessions: 0, bytes: 0 },
  recording: true,
  devices: 0,
  demo: false,
  problems: [],
}

/** A capture with nothing in it. */
export const emptyReader: CaptureReader = {
  captureId: 'test',
  figures: async () => emptyStatus.capture,
  sessions: async () => emptyPage,
  session: async () => null,
  sessionMessages: async () => emptyPage,
  message: async () => null,
  bytes: async () => null,
  devices: async () => [],
  newestSessions: async () => new Map(),
  device: async () => null,
  parameters: async () => null,
  history: async () => null,
  treeRows: async () => null,
  findings: async () => emptyPage,
  messageFindings: async () => [],
  suggestions: async () => [],
  findingCounts: async () => ({ error: 0, warning: 0, info: 0 }),
}

const refuse = (): never => {
  throw new Error('Not part of this test.')
}

export const emptyQueue: RpcQueue = {
  create: refuse,
  get: () => null,
  list: () => [],
  cancel: refuse,
  resend: refuse,
  pending: () => 0,
  take: () => null,
  carriedBy: refuse,
  finish: refuse,
  interrupted: refuse,
  wait: async () => null,
  onChange: () => () => undefined,
  onAnswer: () => () => undefined,
}

/** Nothing is being read. */
const emptyDiscoveries: Discoveries = {
  start: refuse,
  get: () => null,
  list: () => [],
  cancel: refuse,
  wait: async () => null,
  onChange: () => () => undefined,
  close: () => undefined,
}

export const emptyWorkspace: Workspace = {
  setting: (_key, fallback) => fallback,
  setSetting: () => undefined,
  credentials: () => null,
  setCredentials: () => undefined,
  devicesWithCredentials: () => [],
  saveRpc: () => undefined,
  rpc: () => null,
  rpcs: () => [],
  forgetRpcs: () => undefined,
  unfinishedRpcs: () => [],
  quirkChoices: () => [],
  saveQuirkChoices: () => undefined,
  transfers: emptyTransferStore,
  secrets: emptySecretStore,
  close: () => undefined,
}

/** Files and transfers of a workspace that has none. */
const emptyTransfers: Transfers = {
  files: [],
  file: () => null,
  urlOf: () => null,
  beginFile: refuse,
  appendFile: refuse,
  finishFile: refuse,
  discardFile: refuse,
  readFile: refuse,
  changeFile: refuse,
  contentPath: refuse,
  removeFile: refuse,
  settings: { bytesPerSecond: null, maxUploadBytes: 0, maxReceivedBytes: 0, baseUrl: null },
  changeSettings: refuse,
  addresses: [],
  port: 0,
  orderDownload: refuse,
  orderUpload: refuse,
  transfers: () => [],
  transfer: () => null,
  requests: [],
  follow: async () => undefined,
  onChange: () => () => undefined,
  close: async () => undefined,
}

/** Services of an engine that has seen nothing; a test replaces what it is about. */
export function standInServices(replaced: Partial<ApiServices> = {}): ApiServices {
  return {
    reader: emptyReader,
    workspace: emptyWorkspace,
    queue: emptyQueue,
    discoveries: emptyDiscoveries,
    quirks: {
      of: () => defaultQuirks,
      chosen: () => ({}),
      choose: () => undefined,
      onChange: () => () => undefined,
    },
    directory: {
      list: async () => [],
      get: async () => null,
      count: async () => 0,
      answered: () => undefined,
      sessionChanged: () => undefined,
      wentOffline: () => [],
    },
    transfers: emptyTransfers,
    stun: emptyStun,
    xmpp: emptyXmpp,
    notifications: emptyNotifications,
    defaultHost: () => '127.0.0.1',
    acsSettings: createAcsSettings(emptyWorkspace, () => 0),
    listeners: { tlsPort: null, tlsUrls: [], setTlsPort: async () => undefined },
    refused: () => [],
    hub: createEventsHub(),
    now: () => Date.parse('2026-11-22T12:00:00.000Z'),
    status: async () => emptyStatus,
    network: () => ({ port: 0, addresses: [] }),
    reachability: () => [],
    listen: async () => undefined,
    unlisten: async () => undefined,
    startDemo: async () => undefined,
    stopDemo: async () => undefined,
    connectionRequest: async () => ({ ok: true, method: 'http', steps: [] }),
    wake: () => undefined,
    report: () => undefined,
    ...replaced,
  }
}

/** The contract served by such an engine. */
export const standInRouter = (replaced: Partial<ApiServices> = {}) => createApi(standInServices(replaced))
