import { parseHead } from '../../../src/core/http/index.js'
import type { Subject } from '../../../src/core/lint/index.js'

/** What is known of a message beside its text. */
type StatedFacts = Partial<Pick<Subject, 'answered' | 'direction' | 'tls'>>

/**
 * Lines `# …` before an example say what is known of the message beside its text: `# over plain HTTP`,
 * `# answers POST /acs HTTP/1.1; Host: acs.example`. The answer to a GET is a CPE's answer to a connection request.
 */
export function statedFacts(example: string): { readonly facts: StatedFacts; readonly text: string } {
  const [, stated = '', text = ''] = /^((?:# [^\n]*\n)*)([^]*)$/.exec(example) ?? []
  const lines = stated.split('\n').filter((line) => line !== '')
  return { facts: Object.assign({}, ...lines.map((line) => factOf(line.slice(2)))), text }
}

function factOf(line: string): StatedFacts {
  if (line === 'over plain HTTP') return { tls: null }
  const answered = /^answers (.*)$/.exec(line)?.[1]
  if (answered === undefined) throw new Error(`The example states what is not understood: ${line}`)
  const head = parseHead(new TextEncoder().encode(`${answered.replaceAll('; ', '\r\n')}\r\n\r\n`))
  if (head === null) throw new Error(`The example answers no HTTP request: ${line}`)
  return { answered: head, direction: head.method === 'GET' ? 'cpe-to-acs' : 'acs-to-cpe' }
}
