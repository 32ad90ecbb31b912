import type { MessageDetail } from '../../../contract/index.js'

/** Headers a client writes by itself. */
const written = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'expect',
  'accept-encoding',
])

/** The command that sends the same request again; null for what is no HTTP request. Secrets in headers stay out. */
export function curlOf(message: MessageDetail, body: string): string | null {
  const { http } = message
  const request = http && /^([A-Z]+) (\S+) HTTP\//.exec(http.startLine)
  if (!http || !request) return null
  const [, method = 'POST', target = '/'] = request
  const host = http.headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? http.local
  const url = /^https?:/.test(target) ? target : `http://${host}${target}`
  const lines = [`curl -X ${method} ${quoted(url)}`]
  for (const [name, value] of http.headers) {
    if (written.has(name.toLowerCase())) continue
    lines.push(`  -H ${quoted(`${name}: ${isCredential(name) ? '…' : value}`)}`)
  }
  if (body !== '') lines.push(`  --data-binary ${quoted(body)}`)
  return lines.join(' \\\n')
}

/** Headers that carry somebody's credentials. */
export function isCredential(header: string): boolean {
  return /^(?:proxy-)?authorization$/i.test(header)
}

/** Quoted for a POSIX shell: nothing inside single quotes has a meaning but the quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
