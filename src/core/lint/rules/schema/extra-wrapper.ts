import type { ReadingRuleDefinition } from '../../rule.js'

export const extraWrapper: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'extra-wrapper',
  severity: 'error',
  title: 'A list or struct wrapped once more than the schema has it.',
  reference: 'cwmp-1-2.xsd ChangeDUState, DUStateChangeComplete, Fault (repeated elements, no array)',
  explanation:
    'Operations, Results and SetParameterValuesFault are repeated as they are; they are no SOAP ' +
    'arrays. A receiver that keeps to the schema finds an unknown element where it expects the ' +
    'fields, and refuses the message. The content was read here as if the wrapper were not there. ' +
    'Send each operation as an Operations element of its own with an xsi:type.',
  wrong: `<cwmp:ChangeDUState>
  <Operations>
    <UninstallOpStruct><UUID>f81d4fae-7dec-11d0-a765-00a0c91e6bf6</UUID></UninstallOpStruct>
  </Operations>
  <CommandKey>k</CommandKey>
</cwmp:ChangeDUState>`,
  right: `<cwmp:ChangeDUState>
  <Operations xsi:type="cwmp:UninstallOpStruct"><UUID>f81d4fae-7dec-11d0-a765-00a0c91e6bf6</UUID></Operations>
  <CommandKey>k</CommandKey>
</cwmp:ChangeDUState>`,
}
