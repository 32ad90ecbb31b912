import { rpcPlace } from '../../member.js'
import type { SessionRule } from '../../rule.js'

export const methodNotListed: SessionRule = {
  kind: 'session',
  from: 'acs-to-cpe',
  of: ['request'],
  id: 'method-not-listed',
  severity: 'warning',
  title: 'The CPE does not list this method among those it supports.',
  reference: 'cwmp-1-2.xsd GetRPCMethodsResponse',
  explanation:
    'The device has answered GetRPCMethods, and this method is not in its list. It will probably answer fault 9000. Some devices leave out methods they do have, so try it once and see.',
  wrong:
    'ACS  200 GetRPCMethods\nCPE  POST GetRPCMethodsResponse  GetParameterValues, SetParameterValues\nACS  200 Upload',
  right:
    'ACS  200 GetRPCMethods\nCPE  POST GetRPCMethodsResponse  GetParameterValues, Upload\nACS  200 Upload',
  turn: ({ direction, kind, envelope }, report, { device }) => {
    if (direction !== 'acs-to-cpe' || kind !== 'request' || envelope === null || envelope.rpc === null) return
    const methods = device?.methods ?? null
    if (methods === null || methods.size === 0 || methods.has(envelope.rpc)) return
    if (envelope.rpc === 'GetRPCMethods') return
    report(`The CPE did not list ${envelope.rpc} in its answer to GetRPCMethods.`, rpcPlace(envelope))
  },
}
