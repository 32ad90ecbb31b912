import type { Rule } from '../../rule.js'
import { httpBodyUnreadable } from './http-body-unreadable.js'
import { httpIncomplete } from './http-incomplete.js'

export const httpRules: readonly Rule[] = [httpBodyUnreadable, httpIncomplete]
