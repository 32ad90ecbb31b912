import type { Rule } from '../../rule.js'

export const rpcRules: readonly Rule[] = []
