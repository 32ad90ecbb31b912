import type { Rule } from '../../rule.js'

export const deviceRules: readonly Rule[] = []
