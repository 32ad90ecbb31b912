import type { Rule } from '../../rule.js'

export const informRules: readonly Rule[] = []
