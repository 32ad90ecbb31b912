import type { ReadingRuleDefinition } from '../../rule.js'

export const missingStructType: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'missing-struct-type',
  severity: 'error',
  title: 'A structure that must be chosen by xsi:type has none.',
  reference: 'cwmp-1-2.xsd OperationStruct (abstract)',
  explanation:
    'Operations of ChangeDUState can be an install, an update or an uninstall, and only xsi:type says' +
    ' which. Without it a receiver cannot know and refuses the request; one that guesses by the ' +
    'arguments may uninstall what should be updated. Write the type, such as `cwmp:InstallOpStruct`.',
  wrong: `<cwmp:ChangeDUState>
  <Operations><UUID>f81d4fae-7dec-11d0-a765-00a0c91e6bf6</UUID></Operations>
  <CommandKey>k</CommandKey>
</cwmp:ChangeDUState>`,
  right: `<cwmp:ChangeDUState>
  <Operations xsi:type="cwmp:UninstallOpStruct"><UUID>f81d4fae-7dec-11d0-a765-00a0c91e6bf6</UUID></Operations>
  <CommandKey>k</CommandKey>
</cwmp:ChangeDUState>`,
}
