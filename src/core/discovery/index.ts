export type { Answer, Ask, RefusedName } from './asks.js'
export { Discovery, type DiscoveryPlan, type DiscoveryProgress, type Strategy } from './discovery.js'
