import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '../../host/types.js'
import type { Rpc, Status } from '../../../contract/index.js'
import { onEngineEvent } from '../../state/engine-events.js'
import { fetchProgress, fetchRequests, followFetch, type BranchFetch } from './branch-fetch.js'
import { allClosed, setOpen } from './expansion.js'
import { shortPath } from './paths.js'
import type { Expansion } from './row-window.js'
import { setParameterValues } from './set-parameter-values.js'
import {
  discard,
  follow,
  nothingStaged,
  sendable,
  sent,
  stage,
  undo,
  unstage,
  type Staging,
} from './staging.js'

/** How an RPC reaches the CPE: in the next session, or in one we ask for. */
export type Delivery = 'next-session' | 'connection-request'

/** AddObject or DeleteObject on its way. */
export interface ObjectChange {
  readonly kind: 'add' | 'delete'
  /** Table (add) or instance (delete). */
  readonly path: string
  readonly rpc: Rpc
}

/** Something that has happened and is worth a line, until the next one. */
export interface Notice {
  readonly tone: 'good' | 'bad'
  readonly text: string
}

/** What a person is doing to the tree of one device. View state: the tree itself is the engine's. */
export interface ParameterWorkState {
  readonly expansion: Expansion
  /** The root was opened once; if it is closed since, somebody wanted it so. */
  readonly rootOpened: boolean
  readonly search: string
  readonly staging: Staging
  readonly fetches: ReadonlyMap<string, BranchFetch>
  readonly objects: ReadonlyMap<string, ObjectChange>
  /** The SetParameterValues under way, by id. */
  readonly sending: ReadonlyMap<string, Rpc>
  readonly notice: Notice | null
  /** Why the CPE could not be called, as the engine put it. */
  readonly unreached: string | null
}

/** The state and what can be done to it. Lives as long as the page, so that nothing is lost when the panel is closed. */
export interface ParameterWork {
  readonly store: StoreApi<ParameterWorkState>
  toggle(path: string, open: boolean): void
  setExpansion(expansion: Expansion): void
  /** Opens the root the first time it is seen. */
  openRoot(path: string): void
  setSearch(search: string): void
  stage(edit: { path: string; from: string | null; to: string; type: string | null }): void
  unstage(path: string): void
  discard(): void
  undo(): void
  /** All staged edits in one SetParameterValues. */
  send(deliver: Delivery): Promise<void>
  fetchBranch(path: string): Promise<void>
  addObject(table: string): Promise<void>
  deleteObject(instance: string): Promise<void>
  /** Takes a queued RPC back. */
  cancel(rpcId: string): Promise<void>
  /** Calls the CPE again and tells what came of it. */
  callAgain(): Promise<void>
  dismissFetch(path: string): void
  dismissNotice(): void
}

/** How long "148 values fetched" stays where the button was. */
const DONE_SHOWN_MS = 4000

const works = new WeakMap<Client, Map<string, ParameterWork>>()

/** The work on a device; the same one each time for a client. */
export function parameterWork(client: Client, deviceId: string): ParameterWork {
  const ofClient = works.get(client) ?? new Map<string, ParameterWork>()
  works.set(client, ofClient)
  const existing = ofClient.get(deviceId)
  if (existing) return existing
  const made = createParameterWork(client, deviceId)
  ofClient.set(deviceId, made)
  return made
}

/** Makes the work on a device and listens to the engine for it. */
export function createParameterWork(client: Client, deviceId: string): ParameterWork {
  const store = createStore<ParameterWorkState>()(() => ({
    expansion: allClosed,
    rootOpened: false,
    search: '',
    staging: nothingStaged,
    fetches: new Map(),
    objects: new Map(),
    sending: new Map(),
    notice: null,
    unreached: null,
  }))
  const { setState, getState } = store

  const create = (
    method: string,
    args: Parameters<Client['rpcs']['create']>[0]['arguments'],
    deliver: Delivery,
  ) => client.rpcs.create({ deviceId, method, deliver, ...(args === undefined ? {} : { arguments: args }) })

  const failed = (doing: string, error: unknown) =>
    setState({ notice: { tone: 'bad', text: `${doing} failed: ${sentenceOf(error)}` } })

  const takeNews = (rpc: Rpc) => {
    setState((state) => {
      const fetches = new Map(state.fetches)
      for (const [path, fetch] of fetches) fetches.set(path, followFetch(fetch, rpc))
      const object = [...state.objects.values()].find((change) => change.rpc.id === rpc.id)
      return {
        staging: follow(state.staging, rpc),
        fetches,
        ...(state.sending.has(rpc.id) ? newsOfSending(state, rpc) : {}),
        ...(object ? newsOfObject(state, object, rpc) : {}),
        ...(rpc.state === 'queued' ? {} : { unreached: null }),
      }
    })
    for (const [path, fetch] of getState().fetches) {
      if (fetch.values.id === rpc.id && rpc.state === 'done')
        setTimeout(() => forgetDone(path), DONE_SHOWN_MS)
    }
  }

  const forgetDone = (path: string) => {
    const fetch = getState().fetches.get(path)
    if (fetch && fetchProgress(fetch).state === 'done') work.dismissFetch(path)
  }

  const pendingIds = () => {
    const { sending, fetches, objects } = getState()
    const rpcs = [
      ...sending.values(),
      ...[...fetches.values()].flatMap((fetch) => [fetch.names, fetch.values]),
      ...[...objects.values()].map((object) => object.rpc),
    ]
    return rpcs.filter((rpc) => rpc.state === 'queued' || rpc.state === 'sent').map((rpc) => rpc.id)
  }

  onEngineEvent('rpc', ({ rpc }) => {
    if (rpc.deviceId === deviceId) takeNews(rpc)
  })
  // The engine says under this code why it could not call the CPE, for as long as that is so.
  const takeStatus = (status: Status) => {
    if (pendingIds().length === 0) return
    const problem = status.problems.find(({ code }) => code === `connection-request:${deviceId}`)
    setState({ unreached: problem?.message ?? null })
  }
  onEngineEvent('status', ({ status }) => takeStatus(status))
  // After a gap in the events only asking tells how things stand.
  onEngineEvent('changed', () => {
    for (const rpcId of pendingIds()) void client.rpcs.get({ rpcId }).then(takeNews, () => undefined)
  })

  const work: ParameterWork = {
    store,
    toggle: (path, open) => setState(({ expansion }) => ({ expansion: setOpen(expansion, path, open) })),
    setExpansion: (expansion) => setState({ expansion, rootOpened: true }),
    openRoot(path) {
      const { expansion, rootOpened } = getState()
      if (!rootOpened) setState({ rootOpened: true, expansion: setOpen(expansion, path, true) })
    },
    setSearch: (search) => setState({ search }),
    stage: (edit) => setState(({ staging }) => ({ staging: stage(staging, edit) })),
    unstage: (path) => setState(({ staging }) => ({ staging: unstage(staging, path) })),
    discard: () => setState(({ staging }) => ({ staging: discard(staging) })),
    undo: () => setState(({ staging }) => ({ staging: undo(staging) })),
    dismissNotice: () => setState({ notice: null }),
    dismissFetch: (path) => setState(({ fetches }) => ({ fetches: without(fetches, path) })),

    async send(deliver) {
      const edits = sendable(getState().staging)
      if (edits.length === 0) return
      try {
        const rpc = await create('SetParameterValues', setParameterValues(edits), deliver)
        setState(({ staging, sending }) => ({
          staging: sent(
            staging,
            edits.map((edit) => edit.path),
            rpc.id,
          ),
          sending: new Map(sending).set(rpc.id, rpc),
          notice: null,
          unreached: null,
        }))
        await catchUp(rpc)
      } catch (error) {
        failed('SetParameterValues', error)
      }
    },

    async fetchBranch(path) {
      const running = getState().fetches.get(path)
      if (running && !['done', 'failed'].includes(fetchProgress(running).state)) return
      const [names, values] = fetchRequests(path)
      try {
        // One connection request carries both: the first waits for the session the second asks for.
        const namesRpc = await create(names.method, { ...names.arguments }, 'next-session')
        const valuesRpc = await create(values.method, { ParameterNames: [path] }, 'connection-request')
        setState(({ fetches }) => ({
          fetches: new Map(fetches).set(path, { path, names: namesRpc, values: valuesRpc }),
          unreached: null,
        }))
        await catchUp(namesRpc)
        await catchUp(valuesRpc)
      } catch (error) {
        failed(path === '' ? 'Fetching the tree' : `Fetching ${shortPath(path)}`, error)
      }
    },

    addObject: (table) =>
      changeObject('add', table, () =>
        create('AddObject', { ObjectName: table, ParameterKey: '' }, 'connection-request'),
      ),
    deleteObject: (instance) =>
      changeObject('delete', instance, () =>
        create('DeleteObject', { ObjectName: instance, ParameterKey: '' }, 'connection-request'),
      ),

    async cancel(rpcId) {
      try {
        takeNews(await client.rpcs.cancel({ rpcId }))
      } catch (error) {
        failed('Cancelling', error)
      }
    },

    async callAgain() {
      try {
        const result = await client.connectionRequest({ deviceId })
        const step = result.steps.find(({ ok }) => !ok)
        setState({ unreached: result.ok ? null : (step?.detail ?? 'The connection request failed.') })
      } catch (error) {
        setState({ unreached: sentenceOf(error) })
      }
    },
  }

  /** The news of an RPC may have come before the answer that names it. */
  async function catchUp(rpc: Rpc): Promise<void> {
    const now = await client.rpcs.get({ rpcId: rpc.id })
    if (now.state !== rpc.state) takeNews(now)
    // A CPE that could not be called before is no news to the engine, but it is to who asks now.
    else takeStatus(await client.status.get())
  }

  async function changeObject(
    kind: ObjectChange['kind'],
    path: string,
    make: () => Promise<Rpc>,
  ): Promise<void> {
    const method = kind === 'add' ? 'AddObject' : 'DeleteObject'
    if (getState().objects.has(path)) return
    try {
      const rpc = await make()
      setState(({ objects }) => ({
        objects: new Map(objects).set(path, { kind, path, rpc }),
        unreached: null,
      }))
      await catchUp(rpc)
    } catch (error) {
      failed(method, error)
    }
  }

  return work
}

function newsOfSending(state: ParameterWorkState, rpc: Rpc): Partial<ParameterWorkState> {
  const ended = rpc.state !== 'queued' && rpc.state !== 'sent'
  const sending = ended ? without(state.sending, rpc.id) : new Map(state.sending).set(rpc.id, rpc)
  const list = rpc.arguments['ParameterList']
  const count = Array.isArray(list) ? list.length : 0
  const values = count === 1 ? '1 value' : `${count} values`
  switch (rpc.state) {
    case 'done':
      // Status 1: committed, but not yet applied (TR-069a6 A.3.2.1).
      return {
        sending,
        notice: {
          tone: 'good',
          text:
            rpc.result?.['Status'] === '1'
              ? `The CPE accepted ${values} and applies them later (Status 1), often after a reboot.`
              : `The CPE took ${values}.`,
        },
      }
    case 'failed':
      return {
        sending,
        notice: {
          tone: 'bad',
          text: rpc.fault
            ? `The CPE refused the whole SetParameterValues: ${rpc.fault.code} ${rpc.fault.string}. Nothing was set; the edits are still here.`
            : 'The session broke before the CPE answered. The edits are still here.',
        },
      }
    case 'cancelled':
      return {
        sending,
        notice: { tone: 'good', text: 'Taken back before it was sent. The edits are still here.' },
      }
    case 'queued':
    case 'sent':
      return { sending }
  }
}

function newsOfObject(
  state: ParameterWorkState,
  object: ObjectChange,
  rpc: Rpc,
): Partial<ParameterWorkState> {
  const { path } = object
  const objects = without(state.objects, path)
  const method = object.kind === 'add' ? 'AddObject' : 'DeleteObject'
  switch (rpc.state) {
    case 'queued':
    case 'sent':
      return { objects: new Map(state.objects).set(path, { ...object, rpc }) }
    case 'cancelled':
      return { objects, notice: { tone: 'good', text: `${method} ${shortPath(path)} taken back.` } }
    case 'failed':
      return {
        objects,
        notice: {
          tone: 'bad',
          text: `${method} ${shortPath(path)}: ${rpc.fault ? `the CPE refused with ${rpc.fault.code} ${rpc.fault.string}.` : 'the session broke before the CPE answered.'}`,
        },
      }
    case 'done': {
      const number = rpc.result?.['InstanceNumber']
      return {
        objects,
        notice: {
          tone: 'good',
          text:
            object.kind === 'add'
              ? `${shortPath(path)}${typeof number === 'string' ? `${number}.` : ''} was added. Fetch it to see its values.`
              : `${shortPath(path)} was deleted.`,
        },
      }
    }
  }
}

function without<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
  const rest = new Map(map)
  rest.delete(key)
  return rest
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
