import { stringsOf } from '../../../tree/rpc-values.js'
import { argumentPlace } from '../../member.js'
import type { EnvelopeRule } from '../../rule.js'

const ofCpe = [
  'GetRPCMethods',
  'SetParameterValues',
  'GetParameterValues',
  'GetParameterNames',
  'SetParameterAttributes',
  'GetParameterAttributes',
  'AddObject',
  'DeleteObject',
  'Reboot',
]
const ofAcs = ['GetRPCMethods', 'Inform', 'TransferComplete']

export const requiredMethodNotListed: EnvelopeRule = {
  kind: 'envelope',
  of: ['response'],
  rpcs: ['GetRPCMethods'],
  id: 'required-method-not-listed',
  needsWhole: true,
  severity: 'warning',
  title: 'The list of methods lacks one that must be supported.',
  reference: 'cwmp-1-2.xsd GetRPCMethodsResponse',
  explanation:
    'Some methods every CPE, or every ACS, has to support; GetRPCMethods lists them with all others. The peer may not use what is not listed. Mostly the method is there and only the list is short.',
  wrong:
    '<cwmp:GetRPCMethodsResponse><MethodList soap-enc:arrayType="xsd:string[2]"><string>GetParameterValues</string><string>SetParameterValues</string></MethodList></cwmp:GetRPCMethodsResponse>',
  right:
    '<cwmp:GetRPCMethodsResponse><MethodList soap-enc:arrayType="xsd:string[3]"><string>GetRPCMethods</string><string>Inform</string><string>TransferComplete</string></MethodList></cwmp:GetRPCMethodsResponse>',
  check: (envelope, report, { direction }) => {
    const listed = new Set(stringsOf(envelope.decoded['MethodList']) ?? [])
    const isAcs = direction === null ? listed.has('Inform') : direction === 'acs-to-cpe'
    const missing = (isAcs ? ofAcs : ofCpe).filter((method) => !listed.has(method))
    if (missing.length === 0) return
    report(`The list lacks ${missing.join(', ')}.`, argumentPlace(envelope, 'MethodList'))
  },
}
