import type { SessionRule } from '../../rule.js'

export const noSessionCookie: SessionRule = {
  kind: 'session',
  id: 'no-session-cookie',
  severity: 'info',
  title: 'The ACS sets no cookie.',
  reference: 'TR-069a6 3.4.6',
  explanation:
    'Later POSTs of a session do not say which CPE they come from. Without a cookie only the TCP connection ties them to their session, so a CPE that reconnects, or a proxy in between, breaks it. Let the ACS set a session cookie with the InformResponse.',
  wrong: 'CPE  POST Inform\nACS  200 InformResponse\nCPE  POST (empty)\nACS  204',
  right:
    'CPE  POST Inform\nACS  200 InformResponse  Set-Cookie: session=7; Path=/\nCPE  POST (empty)  Cookie: session=7\nACS  204',
  end: ({ informResponse, cookies, count }, report) => {
    if (informResponse === null || cookies.set > 0 || count < 4) return
    report('The ACS has set no cookie in the whole session.')
  },
}
