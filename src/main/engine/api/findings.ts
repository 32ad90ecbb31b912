import type { ApiBase } from './base.js'
import { pageShape } from './capture-page.js'
import type { ApiServices } from './services.js'
import { findingShape } from './shapes.js'

export function findingProcedures(base: ApiBase, { reader }: ApiServices) {
  return {
    list: base.findings.list.handler(async ({ input }) =>
      pageShape(await reader.findings(input), findingShape),
    ),
  }
}
