import type { Router } from '@orpc/server'
import type { Contract } from '../../../contract/index.js'
import type { ApiContext } from '../types.js'
import { acsSettingsProcedures } from './acs-settings.js'
import { createApiBase } from './base.js'
import { deviceProcedures } from './devices.js'
import { discoveryProcedures } from './discovery.js'
import { eventProcedures } from './events.js'
import { fileProcedures } from './files.js'
import { findingProcedures } from './findings.js'
import { messageProcedures } from './messages.js'
import { parameterProcedures } from './parameters.js'
import { quirkProcedures } from './quirks.js'
import {
  connectionRequestProcedure,
  notificationProcedures,
  stunProcedures,
  xmppProcedures,
} from './reach.js'
import { rpcProcedures } from './rpcs.js'
import type { ApiServices } from './services.js'
import { sessionProcedures } from './sessions.js'
import { statusProcedures } from './status.js'
import { transferProcedures } from './transfers.js'

export type { ApiServices } from './services.js'
export { jobShape } from './discovery.js'
export { createEventsHub, type EventsHub } from './events-hub.js'
export { fileShape, transferShape } from './file-shapes.js'
export { receiveSentFile, type SentFile } from './files.js'
export { notificationShape } from './reach.js'
export { findingShape, messageShape, rpcSummaryShape, sessionShape } from './shapes.js'

/** Implements the whole contract. One router serves every transport. */
export function createApi(services: ApiServices): Router<Contract, ApiContext> {
  const base = createApiBase((error) => services.report(error))
  const { acs, ...statusAndDemo } = statusProcedures(base, services)
  return base.router({
    ...statusAndDemo,
    acs: { ...acs, ...acsSettingsProcedures(base, services) },
    devices: deviceProcedures(base, services),
    parameters: parameterProcedures(base, services),
    rpcs: rpcProcedures(base, services),
    connectionRequest: connectionRequestProcedure(base, services),
    sessions: sessionProcedures(base, services),
    messages: messageProcedures(base, services),
    findings: findingProcedures(base, services),
    quirks: quirkProcedures(base, services),
    discovery: discoveryProcedures(base, services),
    files: fileProcedures(base, services),
    transfers: transferProcedures(base, services),
    stun: stunProcedures(base, services),
    xmpp: xmppProcedures(base, services),
    notifications: notificationProcedures(base, services),
    events: eventProcedures(base, services),
  })
}
