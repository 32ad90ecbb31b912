import type { SessionRule } from '../../rule.js'

export const acsRequestPassedOver: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  id: 'acs-request-passed-over',
  severity: 'error',
  title: 'The CPE does something else than answer the ACS.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'The CPE answers a request of the ACS in its very next POST, by a response or a fault. An empty POST there means that it has not read the request, or not understood it; the ACS cannot tell whether it was carried out. Look at the findings of the request, and try with another prefix, namespace or XML declaration.',
  wrong: 'ACS  200 SetParameterValues\nCPE  POST (empty)',
  right: 'ACS  200 SetParameterValues\nCPE  POST SetParameterValuesResponse',
  turn: ({ direction, kind, envelope }, report, { askedByAcs }) => {
    if (direction !== 'cpe-to-acs' || askedByAcs === null) return
    if (kind !== 'empty' && (kind !== 'request' || envelope?.rpc === 'Inform')) return
    const instead = kind === 'empty' ? 'an empty POST' : (envelope?.rpc ?? 'a request of its own')
    report(`The CPE sends ${instead} where the answer to ${askedByAcs.rpc ?? 'a request'} of the ACS is due.`)
  },
}
