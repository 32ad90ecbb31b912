import type { ReadingRuleDefinition } from '../../rule.js'

export const malformedMarkup: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'malformed-markup',
  severity: 'error',
  title: 'A comment, declaration or processing instruction that is not closed or not legal.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation:
    'Something begins with `<!` or `<` and is no element, comment or CDATA section, or a tag has no ' +
    '`>`. A strict parser refuses the message; here the piece was skipped. Look at the place: usually' +
    ' a value with `<` in it was not escaped, or bytes are missing.',
  wrong: `<cwmp:GetParameterNames>
  <ParameterPath>Device.</ParameterPath>
  <!ELEMENT NextLevel ANY>
  <NextLevel>0</NextLevel>
</cwmp:GetParameterNames>`,
  right: `<cwmp:GetParameterNames>
  <ParameterPath>Device.</ParameterPath>
  <NextLevel>0</NextLevel>
</cwmp:GetParameterNames>`,
}
