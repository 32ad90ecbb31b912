import type { Rule } from '../../rule.js'

export const sessionRules: readonly Rule[] = []
