export { acsUrlOf, isOwnAddress, networkAddresses } from './addresses.js'
export { reachabilitySteps } from './reachability.js'
