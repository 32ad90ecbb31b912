import type { ApiBase } from './base.js'
import type { ApiServices } from './services.js'

export function eventProcedures(base: ApiBase, { hub }: ApiServices) {
  return base.events.handler(({ signal }) => hub.subscribe(signal))
}
