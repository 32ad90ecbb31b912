import type { MessageRule } from '../../rule.js'
import { header, headerValues, type HttpHead } from '../../../http/index.js'
import type { Fix } from '../../finding.js'
import { acsAnswerOf, shown } from './sides.js'

export const cookieNotReturnable: MessageRule = {
  kind: 'message',
  id: 'cookie-not-returnable',
  severity: 'warning',
  title: 'The cookie is set in such a way that the CPE will not return it.',
  reference: 'RFC 6265 5.4',
  explanation:
    'A CPE returns a cookie only to the Path and Domain it was set for, and one with Secure ' +
    'only over TLS. Without it the ACS does not know the session again: it asks for ' +
    'credentials anew or answers 400. Set the session cookie with Path=/ and without Domain, ' +
    'and with Secure only where the ACS URL is https.',
  wrong: `# answers POST /acs HTTP/1.1; Host: acs.example
HTTP/1.1 200 OK
Content-Type: text/xml; charset=utf-8
Set-Cookie: session=1a2b; Path=/cwmp

<cwmp:InformResponse><MaxEnvelopes>1</MaxEnvelopes></cwmp:InformResponse>`,
  right: `# answers POST /acs HTTP/1.1; Host: acs.example
HTTP/1.1 200 OK
Content-Type: text/xml; charset=utf-8
Set-Cookie: session=1a2b; Path=/

<cwmp:InformResponse><MaxEnvelopes>1</MaxEnvelopes></cwmp:InformResponse>`,
  covers: ['cpe-31', 'field-15'],
  check: (subject, report) => {
    const head = acsAnswerOf(subject)
    if (head === null) return
    for (const value of headerValues(head, 'set-cookie')) {
      const attributes = attributesOf(value)
      const name = shown(value.split('=')[0]?.trim() ?? '')
      const path = attributes.get('path')
      const domain = attributes.get('domain')
      if (attributes.has('secure') && subject.tls === null) {
        report(`The cookie ${name} is Secure, and the connection is not: it will not be returned.`)
      }
      const { answered } = subject
      if (!answered) continue
      const target = targetOf(answered)
      if (path !== undefined && path.startsWith('/') && !covers(path, target)) {
        report(
          `The cookie ${name} holds for ${shown(path)}, and the CPE posts to ${shown(target)}.`,
          null,
          fix,
        )
      }
      const host = hostOf(answered)
      if (domain !== undefined && domain !== '' && host !== null && !isWithin(host, domain)) {
        report(
          `The cookie ${name} holds for the domain ${shown(domain)}, and the CPE posts to ${shown(host)}.`,
        )
      }
    }
  },
}

const fix: Fix = {
  kind: 'quirk',
  title: 'Set the session cookie with Path=/ for this device',
  quirk: { cookiePath: '/' },
}

function attributesOf(value: string): ReadonlyMap<string, string> {
  const [, ...attributes] = value.split(';')
  return new Map(
    attributes.map((attribute) => {
      const [name = '', ...rest] = attribute.split('=')
      return [name.trim().toLowerCase(), rest.join('=').trim()] as const
    }),
  )
}

/** RFC 6265 5.1.4. */
function covers(path: string, target: string): boolean {
  return target === path || (target.startsWith(path) && (path.endsWith('/') || target[path.length] === '/'))
}

function targetOf({ target = '/' }: HttpHead): string {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '')
  return path === '' ? '/' : path
}

function hostOf(head: HttpHead): string | null {
  const host = header(head, 'host')?.trim().toLowerCase()
  return host === undefined ? null : host.replace(/:\d+$/, '')
}

/** RFC 6265 5.1.3. */
function isWithin(host: string, domain: string): boolean {
  const wanted = domain.replace(/^\./, '').toLowerCase()
  return host === wanted || host.endsWith(`.${wanted}`)
}
