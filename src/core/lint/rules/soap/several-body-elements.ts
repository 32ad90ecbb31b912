import type { ReadingRuleDefinition } from '../../rule.js'

export const severalBodyElements: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'several-body-elements',
  severity: 'error',
  title: 'The Body has more than one element; the first was read.',
  reference: 'TR-069a6 3.5',
  explanation:
    'The Body holds exactly one request, response or fault. A receiver reads the first and drops the ' +
    'rest, or refuses the message; what was in the second is lost either way. Each message needs an ' +
    'envelope and an HTTP message of its own.',
  wrong: `<cwmp:RebootResponse/>
<cwmp:FactoryResetResponse/>`,
  right: '<cwmp:RebootResponse/>',
}
