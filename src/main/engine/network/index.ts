export { acsUrlOf, covers, isOwnAddress, networkAddresses } from './addresses.js'
export { reachabilitySteps } from './reachability.js'
