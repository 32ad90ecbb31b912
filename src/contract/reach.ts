import { z } from 'zod'
import { base } from './base.js'
import {
  notificationSchema,
  stunSchema,
  xmppSchema,
  xmppSettingsSchema,
  xmppTestSchema,
} from './reach-schemas.js'

const port = z.number().int().min(0).max(65_535)

/** The STUN server: the way through NATs for UDP connection requests (TR-069a6 Annex G). */
export const stun = {
  get: base
    .route({ method: 'GET', path: '/stun', summary: 'The STUN server and the addresses it has learnt' })
    .output(stunSchema),
  listen: base
    .route({
      method: 'PUT',
      path: '/stun',
      summary: 'Let the STUN server listen on a UDP port (0: any free one); null: stop it',
    })
    .input(z.object({ port: port.nullable(), host: z.string().max(255).optional() }))
    .output(stunSchema),
  setCredentials: base
    .route({
      method: 'PUT',
      path: '/stun/credentials',
      summary: 'Ask CPEs for STUNUsername and STUNPassword; null: answer everybody',
    })
    .input(
      z.object({
        credentials: z
          .object({ username: z.string().min(1).max(256), password: z.string().min(1).max(256) })
          .nullable(),
      }),
    )
    .output(stunSchema),
}

/** The account of the ACS at an XMPP server (TR-069a6 Annex K). */
export const xmpp = {
  get: base
    .route({ method: 'GET', path: '/xmpp', summary: 'The XMPP account of the ACS' })
    .output(xmppSchema),
  set: base
    .route({
      method: 'PUT',
      path: '/xmpp',
      summary: 'Set the XMPP account of the ACS; without a password the one that is kept stays',
    })
    .input(xmppSettingsSchema.extend({ password: z.string().max(256).optional() }))
    .output(xmppSchema),
  forget: base
    .route({ method: 'DELETE', path: '/xmpp', summary: 'Forget the XMPP account of the ACS' })
    .output(xmppSchema),
  connect: base
    .route({
      method: 'POST',
      path: '/xmpp/connect',
      summary: 'Log in to the XMPP server now, to see whether the account is right',
    })
    .output(xmppTestSchema),
}

/** Lightweight notifications: values told without a session (TR-069a6 Annex M). */
export const notifications = {
  list: base
    .route({
      method: 'GET',
      path: '/notifications',
      summary: 'Lightweight notifications received since the workbench was started, newest first',
    })
    .input(
      z.object({
        deviceId: z.string().optional(),
        limit: z.coerce.number().int().min(1).max(1000).default(100),
        cursor: z.string().optional(),
      }),
    )
    .output(
      z.object({
        items: z.array(notificationSchema),
        nextCursor: z.string().nullable(),
        total: z.number().int(),
        /** `host:port` they are received on; null: nowhere. */
        address: z.string().nullable(),
      }),
    ),
  listen: base
    .route({
      method: 'PUT',
      path: '/notifications/listener',
      summary: 'Receive lightweight notifications on a UDP port (0: any free one); null: no more',
    })
    .input(z.object({ port: port.nullable(), host: z.string().max(255).optional() }))
    .output(z.object({ address: z.string().nullable() })),
}
