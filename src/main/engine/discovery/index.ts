export { createDiscoveries, type DiscoveriesOptions } from './discoveries.js'
export type { Discoveries, DiscoveryJob, DiscoveryOrder } from './types.js'
export { rootPathOf } from './root-path.js'
