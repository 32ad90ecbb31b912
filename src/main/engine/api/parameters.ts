import type { ApiBase } from './base.js'
import { knownDevice } from './devices.js'
import type { ApiServices } from './services.js'
import { historyShape, parameterShape, treeRowShape } from './shapes.js'
import { pageShape } from './capture-page.js'

const emptyPage = { items: [], nextCursor: null, total: 0 }

export function parameterProcedures(base: ApiBase, services: ApiServices) {
  const { reader } = services
  return {
    list: base.parameters.list.handler(async ({ input: { deviceId, ...query } }) => {
      const page = await reader.parameters(deviceId, query)
      if (page) return pageShape(page, parameterShape)
      // Known to the workspace alone: the open capture has learnt nothing of it yet.
      await knownDevice(services, deviceId)
      return emptyPage
    }),
    history: base.parameters.history.handler(async ({ input: { deviceId, path, ...query } }) => {
      const page = await reader.history(deviceId, path, query)
      if (page) return pageShape(page, historyShape)
      await knownDevice(services, deviceId)
      return emptyPage
    }),
    rows: base.parameters.rows.handler(async ({ input: { deviceId, ...query } }) => {
      const answer = await reader.treeRows(deviceId, query)
      if (answer) return { ...answer, rows: answer.rows.map(treeRowShape) }
      await knownDevice(services, deviceId)
      return { rows: [], total: 0, matches: 0, parameterCount: 0, version: 0, position: null }
    }),
  }
}
