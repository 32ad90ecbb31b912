import type { Rule } from '../rule.js'
import { xmlRules } from './xml/index.js'
import { soapRules } from './soap/index.js'
import { schemaRules } from './schema/index.js'
import { httpRules } from './http/index.js'
import { informRules } from './inform/index.js'
import { valuesRules } from './values/index.js'
import { rpcRules } from './rpc/index.js'
import { sessionRules } from './session/index.js'
import { deviceRules } from './device/index.js'
import { securityRules } from './security/index.js'

/** The rules by the part of a message or session they look at: the folders here, and the chapters of docs/rules.md. */
export const ruleGroups: readonly { readonly title: string; readonly rules: readonly Rule[] }[] = [
  { title: 'XML', rules: xmlRules },
  { title: 'SOAP', rules: soapRules },
  { title: 'Arguments against the schema', rules: schemaRules },
  { title: 'HTTP', rules: httpRules },
  { title: 'Inform', rules: informRules },
  { title: 'Values', rules: valuesRules },
  { title: 'Use of RPCs', rules: rpcRules },
  { title: 'Sessions', rules: sessionRules },
  { title: 'A device over several sessions', rules: deviceRules },
  { title: 'Security', rules: securityRules },
]

export const rules: readonly Rule[] = ruleGroups.flatMap((group) => group.rules)
