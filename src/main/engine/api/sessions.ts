import type { ApiBase } from './base.js'
import { pageShape } from './capture-page.js'
import { notFound } from './errors.js'
import type { ApiServices } from './services.js'
import { messageShape, sessionShape } from './shapes.js'

export function sessionProcedures(base: ApiBase, services: ApiServices) {
  const { reader } = services
  return {
    list: base.sessions.list.handler(async ({ input }) =>
      pageShape(await reader.sessions(input), sessionShape),
    ),
    get: base.sessions.get.handler(async ({ input }) => {
      const session = await reader.session(input.sessionId)
      if (!session) throw notFound(`Session "${input.sessionId}"`)
      return sessionShape(session)
    }),
    messages: base.sessions.messages.handler(async ({ input: { sessionId, ...query } }) => {
      if (!(await reader.session(sessionId))) throw notFound(`Session "${sessionId}"`)
      return pageShape(await reader.sessionMessages(sessionId, query), messageShape)
    }),
  }
}
