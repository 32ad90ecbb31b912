import { createStore } from 'zustand/vanilla'
import type { Client } from '../../host/types.js'
import type { Rpc, Status } from '../../../contract/index.js'
import { onEngineEvent } from '../../state/engine-events.js'
import { fetchProgress, fetchRequests, followFetch } from './branch-fetch.js'
import { allClosed, setOpen } from './expansion.js'
import { shortPath } from './paths.js'
import { setParameterValues } from './set-parameter-values.js'
import { discard, follow, nothingStaged, sendable, sent, stage, undo, unstage } from './staging.js'
import { newsOfChange, newsOfSending, without } from './work-news.js'
import type { Delivery, ParameterWork, ParameterWorkState, RowChange } from './work-state.js'

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
    changes: new Map(),
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
    const asked = [...getState().changes.values()].find((change) => change.rpc.id === rpc.id)
    setState((state) => {
      const fetches = new Map(state.fetches)
      for (const [path, fetch] of fetches) fetches.set(path, followFetch(fetch, rpc))
      return {
        staging: follow(state.staging, rpc),
        fetches,
        ...(state.sending.has(rpc.id) ? newsOfSending(state, rpc) : {}),
        ...(asked ? newsOfChange(state, asked, rpc) : {}),
        ...(rpc.state === 'queued' ? {} : { unreached: null }),
      }
    })
    if (asked?.method === 'AddObject' && rpc.state === 'done') {
      // The new instance should be seen where it was asked for.
      setState(({ expansion }) => ({ expansion: setOpen(expansion, asked.path, true) }))
    }
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
    const { sending, fetches, changes } = getState()
    const rpcs = [
      ...sending.values(),
      ...[...fetches.values()].flatMap((fetch) => [fetch.names, fetch.values]),
      ...[...changes.values()].map((change) => change.rpc),
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
    setState({ unreached: problem ? { reason: problem.message, step: problem.step ?? null } : null })
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

    addObject: (table) => change('AddObject', table, { ObjectName: table, ParameterKey: '' }),
    deleteObject: (instance) => change('DeleteObject', instance, { ObjectName: instance, ParameterKey: '' }),
    fetchAttributes: (path) => change('GetParameterAttributes', path, { ParameterNames: [path] }),
    setNotification: (path, notification) =>
      change('SetParameterAttributes', path, {
        ParameterList: [
          {
            Name: path,
            NotificationChange: '1',
            Notification: String(notification),
            AccessListChange: '0',
            AccessList: [],
          },
        ],
      }),

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
        setState({
          unreached: result.ok
            ? null
            : { reason: step?.detail ?? 'The connection request failed.', step: step?.name ?? null },
        })
      } catch (error) {
        setState({ unreached: { reason: sentenceOf(error), step: null } })
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

  async function change(
    method: RowChange['method'],
    path: string,
    args: Parameters<typeof create>[1],
  ): Promise<void> {
    if (getState().changes.has(path)) return
    try {
      const rpc = await create(method, args, 'connection-request')
      setState(({ changes }) => ({
        changes: new Map(changes).set(path, { method, path, rpc }),
        notice: null,
        unreached: null,
      }))
      await catchUp(rpc)
    } catch (error) {
      failed(method, error)
    }
  }

  return work
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
