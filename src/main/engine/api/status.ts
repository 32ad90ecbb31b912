import type { ApiBase } from './base.js'
import type { ApiServices } from './services.js'

/** What the workbench is doing, where the ACS listens, and the demo CPE. */
export function statusProcedures(base: ApiBase, services: ApiServices) {
  return {
    status: {
      get: base.status.get.handler(() => services.status()),
      network: base.status.network.handler(() => {
        const { port, addresses } = services.network()
        return { port, addresses: addresses.map((address) => ({ ...address })) }
      }),
      reachability: base.status.reachability.handler(() =>
        services.reachability().map((step) => ({ ...step })),
      ),
    },
    acs: {
      listen: base.acs.listen.handler(async ({ input }) => {
        await services.listen(input.address)
        return services.status()
      }),
      unlisten: base.acs.unlisten.handler(async ({ input }) => {
        await services.unlisten(input.address)
        return services.status()
      }),
    },
    demo: {
      start: base.demo.start.handler(async () => {
        await services.startDemo()
        return services.status()
      }),
      stop: base.demo.stop.handler(async () => {
        await services.stopDemo()
        return services.status()
      }),
    },
  }
}
