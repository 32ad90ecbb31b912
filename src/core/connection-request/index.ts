export { readUdpAddress } from './address.js'
export {
  chooseMethod,
  methodName,
  reachParameters,
  type MethodChoice,
  type ReachCircumstances,
  type ReachFacts,
  type ReachMethod,
  type ReachParameter,
} from './facts.js'
export {
  judgeUdpRequest,
  readUdpRequest,
  signUdpRequest,
  writeUdpRequest,
  type UdpRequest,
  type UdpRequestMemory,
  type UnsignedUdpRequest,
} from './udp-request.js'
