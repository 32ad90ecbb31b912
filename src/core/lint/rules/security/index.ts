import type { Rule } from '../../rule.js'

export const securityRules: readonly Rule[] = []
