import { reportArguments } from '../../argument-defects.js'
import type { EnvelopeRule } from '../../rule.js'

export const unknownStructType: EnvelopeRule = {
  kind: 'envelope',
  id: 'unknown-struct-type',
  severity: 'error',
  title: 'An xsi:type that names none of the structures allowed here.',
  reference: 'cwmp-1-2.xsd OperationStruct (InstallOpStruct, UpdateOpStruct, UninstallOpStruct)',
  explanation:
    'The type says what is to be done, and this one does not exist, so a CPE can only refuse the ' +
    'request. Case counts. Write InstallOpStruct, UpdateOpStruct or UninstallOpStruct, with the ' +
    'prefix of CWMP.',
  wrong: `<cwmp:ChangeDUState>
  <Operations xsi:type="cwmp:RemoveOpStruct"><UUID>f81d4fae-7dec-11d0-a765-00a0c91e6bf6</UUID></Operations>
  <CommandKey>k</CommandKey>
</cwmp:ChangeDUState>`,
  right: `<cwmp:ChangeDUState>
  <Operations xsi:type="cwmp:UninstallOpStruct"><UUID>f81d4fae-7dec-11d0-a765-00a0c91e6bf6</UUID></Operations>
  <CommandKey>k</CommandKey>
</cwmp:ChangeDUState>`,
  of: ['request', 'response'],
  check: (envelope, report) => reportArguments('unknown-struct-type', envelope, report),
}
