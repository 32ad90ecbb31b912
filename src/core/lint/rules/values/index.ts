import type { Rule } from '../../rule.js'

export const valuesRules: readonly Rule[] = []
