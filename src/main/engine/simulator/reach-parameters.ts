import {
  buildModel,
  parameterAt,
  segmentsOf,
  withNode,
  withValue,
  type DeviceModel,
  type ModelEntry,
  type ModelTree,
} from '../../../core/model/index.js'
import type { SimulatedStun, SimulatedXmppAccount } from './types.js'

type Root = DeviceModel['root']

/** The tree of a CPE that does STUN (TR-069a6 Annex G), and tells its public address by active notification. */
export function withStun(tree: ModelTree, root: Root, stun: SimulatedStun): ModelTree {
  const object = `${root}.ManagementServer.`
  return withEntries(tree, [
    written(`${object}STUNEnable`, 'boolean', 'true'),
    written(`${object}STUNServerAddress`, 'string', stun.host),
    written(`${object}STUNServerPort`, 'unsignedInt', String(stun.port)),
    written(`${object}STUNUsername`, 'string', stun.username ?? ''),
    written(`${object}STUNPassword`, 'string', stun.password ?? ''),
    told(`${object}UDPConnectionRequestAddress`, 'string', '', 2),
    told(`${object}NATDetected`, 'boolean', 'false', 2),
  ])
}

/** The tree of a CPE that has an XMPP account (TR-069a6 Annex K). */
export function withXmpp(tree: ModelTree, root: Root, xmpp: SimulatedXmppAccount): ModelTree {
  const management = `${root}.ManagementServer.`
  const connection = `${root}.XMPP.Connection.1.`
  const [, user = '', domain = '', resource = ''] = /^([^@]*)@([^/]*)(?:\/(.*))?$/.exec(xmpp.jid) ?? []
  return withEntries(tree, [
    { path: `${root}.XMPP.`, writable: false, object: true },
    { path: `${root}.XMPP.Connection.`, writable: true, object: true },
    { path: connection, writable: true, object: true },
    written(`${connection}Enable`, 'boolean', 'true'),
    written(`${connection}Username`, 'string', user),
    written(`${connection}Password`, 'string', xmpp.password),
    written(`${connection}Domain`, 'string', domain),
    written(`${connection}Resource`, 'string', resource === '' ? 'cwmp' : resource),
    written(`${connection}UseTLS`, 'boolean', String(xmpp.tls)),
    told(`${connection}JabberID`, 'string', '', 0),
    told(`${connection}Status`, 'string', 'Down', 0),
    written(`${connection}ServerConnectAlgorithm`, 'string', 'ServerTable'),
    { path: `${connection}Server.`, writable: true, object: true },
    { path: `${connection}Server.1.`, writable: true, object: true },
    written(`${connection}Server.1.Enable`, 'boolean', 'true'),
    written(`${connection}Server.1.ServerAddress`, 'string', xmpp.host),
    written(`${connection}Server.1.Port`, 'unsignedInt', String(xmpp.port)),
    written(`${management}ConnReqXMPPConnection`, 'string', connection.slice(0, -1)),
    written(`${management}ConnReqAllowedJabberIDs`, 'string', ''),
    // Watched from the factory on (Device:2, forceDefaultEnabled).
    told(`${management}ConnReqJabberID`, 'string', '', 2),
  ])
}

const written = (path: string, type: string, value: string): ModelEntry => ({
  path,
  writable: true,
  object: false,
  type,
  value,
})

const told = (path: string, type: string, value: string, notification: number): ModelEntry => ({
  path,
  writable: false,
  object: false,
  type,
  value,
  notification,
})

/** The tree with these parameters: those it has get value and notification, the others are added. */
function withEntries(tree: ModelTree, entries: readonly ModelEntry[]): ModelTree {
  const reading = buildModel('', entries, {})
  if (!reading.ok) throw new Error(reading.message)
  let next = merged(tree, reading.model.tree)
  for (const entry of entries) {
    if (entry.object) continue
    next = withValue(next, entry.path, entry.value)
    const parameter = parameterAt(next, entry.path)
    if (parameter !== null && entry.notification !== undefined) {
      next = withNode(next, segmentsOf(entry.path), { ...parameter, notification: entry.notification })
    }
  }
  return next
}

function merged(tree: ModelTree, more: ModelTree): ModelTree {
  const children = new Map(tree.children)
  for (const [name, node] of more.children) {
    const known = children.get(name)
    if (known === undefined) children.set(name, node)
    else if (known.kind === 'object' && node.kind === 'object') children.set(name, merged(known, node))
  }
  return { ...tree, children, nextInstance: Math.max(tree.nextInstance, more.nextInstance) }
}
