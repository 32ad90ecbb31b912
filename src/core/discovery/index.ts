export { usualLimits, type About, type Answer, type Ask, type Limits, type RefusedName } from './asks.js'
export { Discovery, type DiscoveryPlan, type DiscoveryProgress, type Strategy } from './discovery.js'
