import { describe, expect, it } from 'vitest'
import { lintMessage, type Finding, type Subject } from '../../../../../src/core/lint/index.js'
import { httpRules } from '../../../../../src/core/lint/rules/http/index.js'
import { readMessage } from '../../../../../src/core/message/index.js'
import { lintExample } from '../../example.js'

const ids = new Set(httpRules.map(({ id }) => id))

/** The findings of this group, by rule. */
function found(example: string, facts: Partial<Subject> = {}): readonly string[] {
  return lintExample(example, facts)
    .map(({ rule }) => rule)
    .filter((rule) => ids.has(rule))
}

function messageOf(rule: string, example: string, facts: Partial<Subject> = {}): string | undefined {
  return lintExample(example, facts).find((finding) => finding.rule === rule)?.message
}

const post = 'POST /acs HTTP/1.1\nHost: acs.example:7547\n'
const xml = 'Content-Type: text/xml; charset=utf-8\n'
const response = '\n<cwmp:RebootResponse/>'
const request = '\n<cwmp:GetRPCMethods/>'

describe('ordinary traffic has no finding', () => {
  it.each([
    ['a POST with a response', `${post}${xml}SOAPAction:\nCookie: session=1a2b\n${response}`],
    ['a POST with a request, SOAPAction in quotes', `${post}${xml}SOAPAction: "urn:x#Inform"\n${request}`],
    ['text/xml without charset', `${post}Content-Type: text/xml\nSOAPAction:\n${response}`],
    [
      'a charset in quotes and capitals',
      `${post}Content-Type: Text/XML; charset="UTF-8"\nSOAPAction:\n${response}`,
    ],
    [
      'a charset that is a part of UTF-8',
      `${post}Content-Type: text/xml; charset=us-ascii\nSOAPAction:\n${response}`,
    ],
    ['an empty POST', `${post}Content-Length: 0\n\n`],
    ['an empty POST with neither length nor body', `${post}\n`],
    [
      'an answer with an envelope',
      `HTTP/1.1 200 OK\n${xml}Set-Cookie: session=1; Path=/; HttpOnly\n${response}`,
    ],
    ['an empty answer', 'HTTP/1.1 204 No Content\n\n'],
    ['an empty answer that says its length', 'HTTP/1.1 204 No Content\nContent-Length: 0\n\n'],
    ['the last answer closes the connection', 'HTTP/1.1 204 No Content\nConnection: close\n\n'],
    [
      'a challenge',
      'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Digest realm="a", nonce="1", qop="auth"\nContent-Length: 0\n\n',
    ],
    ['a redirect', 'HTTP/1.1 302 Found\nLocation: https://other.example/acs\nContent-Length: 0\n\n'],
    [
      'the page for a browser',
      '# answers GET / HTTP/1.1; Host: acs.example\nHTTP/1.1 404 Not Found\nContent-Type: text/html\n\n<p>Nothing here</p>',
    ],
    ['a connection request', 'GET /cr HTTP/1.1\nHost: 192.0.2.7:7547\n\n'],
    [
      'a CPE that is busy',
      '# answers GET /cr HTTP/1.1; Host: a\nHTTP/1.1 503 Service Unavailable\nContent-Length: 0\n\n',
    ],
  ])('%s', (_, example) => {
    expect(found(example)).toEqual([])
  })

  it('nor a bare envelope, of which nothing is known but its text', () => {
    expect(found('<cwmp:RebootResponse/>')).toEqual([])
  })
})

describe('lengths', () => {
  it.each([
    ['two that differ', 'Content-Length: 4\nContent-Length: 5\n\n<a/>', 'more than one'],
    ['the same twice, in one header', 'Content-Length: 4, 4\n\n<a/>', 'more than one'],
    ['no number', 'Content-Length: four\n\n<a/>', 'no number'],
    [
      'one beside chunks',
      'Content-Length: 9\nTransfer-Encoding: chunked\n\n0\n\n',
      'beside Transfer-Encoding',
    ],
  ])('%s', (_, rest, words) => {
    expect(messageOf('ambiguous-length', `${post}${xml}SOAPAction:\n${rest}`)).toContain(words)
  })

  it('counts what follows a body in a file', () => {
    const head = new TextEncoder().encode('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n')
    const findings = (body: string): readonly Finding[] =>
      lintMessage({
        ...readMessage({ head, body: new TextEncoder().encode(body) }, { side: 'request', complete: true }),
        direction: 'cpe-to-acs',
      }).filter(({ rule }) => rule === 'uncounted-bytes')
    expect(findings('<a/>')).toEqual([])
    expect(findings('<a/>\n')).toMatchObject([{ message: 'Content-Length is 4, and 1 more byte follows.' }])
  })

  it('says that 204 announces a body, by length or in chunks', () => {
    expect(found('HTTP/1.1 204 No Content\nTransfer-Encoding: chunked\n\n')).toEqual(['body-in-204'])
    expect(found('HTTP/1.1 204 No Content\nContent-Length: 00\n\n')).toEqual([])
  })
})

describe('the spelling of the head', () => {
  it('counts bare line feeds and folded lines', () => {
    const example = 'POST /acs HTTP/1.1\\x0AHost: a\\x0AX-Long: b\n\tc\nContent-Length: 0\n\n'
    expect(messageOf('bare-line-feed', example)).toContain('2 lines of the HTTP head end')
    expect(messageOf('folded-header', example)).toContain('1 line of the HTTP head continues')
  })

  it('wants one Host in HTTP/1.1, and none in HTTP/1.0', () => {
    expect(found('POST / HTTP/1.1\nHost: a\nHost: b\nContent-Length: 0\n\n')).toEqual(['host-missing'])
    expect(found('POST / HTTP/1.0\nContent-Length: 0\n\n')).toEqual(['http-1-0'])
  })
})

describe('what the body is', () => {
  it.each(['text/html', 'application/soap+xml; charset=utf-8', 'application/xml'])(
    '%s is not text/xml',
    (type) => {
      expect(found(`${post}Content-Type: ${type}\nSOAPAction:\n${response}`)).toEqual([
        'content-type-not-xml',
      ])
    },
  )

  it('is judged where there is an envelope only', () => {
    expect(found('HTTP/1.1 200 OK\nContent-Type: text/html\n\nPlease <b>log in</b>')).toEqual([])
    expect(found('HTTP/1.1 400 Bad Request\nContent-Type: text/plain\n\nno')).toEqual(['http-error-answer'])
  })

  it('takes names of one charset for one', () => {
    const example = (charset: string, encoding: string): string =>
      `${post}Content-Type: text/xml; charset=${charset}\nSOAPAction:\n
<?xml version="1.0" encoding="${encoding}"?>
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:c="urn:dslforum-org:cwmp-1-0"><s:Header><c:ID s:mustUnderstand="1">1</c:ID></s:Header><s:Body><c:RebootResponse/></s:Body></s:Envelope>`
    expect(found(example('utf-8', 'UTF8'))).toEqual([])
    expect(found(example('us-ascii', 'UTF-8'))).toEqual([])
    expect(found(example('latin1', 'ISO-8859-1'))).toEqual(['charset-not-utf-8'])
    expect(found(example('utf-8', 'ISO-8859-1'))).toEqual(['conflicting-charsets'])
  })
})

describe('cookies', () => {
  const answer = (attributes: string): string =>
    `HTTP/1.1 200 OK\n${xml}Set-Cookie: session=1${attributes}\n${response}`
  const to = (target: string): string => `# answers POST ${target} HTTP/1.1; Host: acs.example.org:7547\n`

  it.each([
    ['/acs', '; Path=/acs'],
    ['/acs/cwmp', '; Path=/acs'],
    ['/acs/cwmp', '; Path=/acs/'],
    ['/acs?x=/other', '; Path=/acs'],
    ['http://acs.example.org:7547/acs', '; Path=/acs'],
    ['/', ''],
    ['/acs', '; Path='],
    ['/acs', '; Domain=example.org; Path=/'],
    ['/acs', '; Domain=.acs.example.org'],
  ])('posted to %s come back when set with "%s"', (target, attributes) => {
    expect(found(to(target) + answer(attributes))).toEqual([])
  })

  it.each([
    ['/acs', '; Path=/acs/cwmp', 'holds for /acs/cwmp, and the CPE posts to /acs'],
    ['/acsx', '; Path=/acs', 'holds for /acs'],
    ['/acs', '; Domain=other.org', 'the domain other.org'],
    ['/acs', '; Domain=ample.org', 'the domain ample.org'],
  ])('posted to %s do not when set with "%s"', (target, attributes, words) => {
    expect(messageOf('cookie-not-returnable', to(target) + answer(attributes))).toContain(words)
  })

  it('that are Secure do not over plain HTTP', () => {
    const example = answer('; Path=/; Secure')
    expect(found(example, { tls: null })).toEqual(['cookie-not-returnable'])
    expect(found(example, { tls: { version: 'TLSv1.2', cipher: 'ECDHE-RSA-AES128-GCM-SHA256' } })).toEqual([])
    expect(found(example)).toEqual([])
  })

  it('can be mended by the Path for this device', () => {
    const finding = lintExample(to('/acs') + answer('; Path=/cwmp')).find(
      ({ rule }) => rule === 'cookie-not-returnable',
    )
    expect(finding?.fix).toMatchObject({ kind: 'quirk', quirk: { cookiePath: '/' } })
  })

  it('are counted by their names', () => {
    expect(found(`HTTP/1.1 200 OK\n${xml}Set-Cookie: a=1\nSet-Cookie: a=2\n${response}`)).toEqual([])
    expect(found(`HTTP/1.1 200 OK\n${xml}Set-Cookie: a=1\nSet-Cookie: b=2\n${response}`)).toEqual([
      'several-cookies-set',
    ])
  })
})

describe('answers of the ACS', () => {
  it.each([
    [403, ''],
    [404, ''],
    [413, ''],
    [500, 'oops'],
    [503, ''],
  ])('%i ends the session', (status, body) => {
    expect(found(`HTTP/1.1 ${status} X\nContent-Length: ${body.length}\n\n${body}`)).toEqual([
      'http-error-answer',
    ])
  })

  it('400 that speaks of the session means the lost cookie', () => {
    expect(messageOf('http-error-answer', 'HTTP/1.1 400 Bad Request\n\nInvalid session')).toContain('cookie')
    expect(messageOf('http-error-answer', 'HTTP/1.1 400 Bad Request\n\nno')).not.toContain('cookie')
  })

  it('a fault in a 500 is named as such, and once', () => {
    const fault =
      '<soap-env:Fault><faultcode>Server</faultcode><faultstring>CWMP fault</faultstring><detail><cwmp:Fault><FaultCode>8002</FaultCode><FaultString>no</FaultString></cwmp:Fault></detail></soap-env:Fault>'
    expect(found(`HTTP/1.1 500 X\n${xml}\n${fault}`)).toEqual(['envelope-not-in-200'])
  })

  it.each([301, 303, 308])('%i is an unusual redirect', (status) => {
    expect(found(`HTTP/1.1 ${status} X\nLocation: http://b/\nContent-Length: 0\n\n`)).toEqual([
      'unusual-redirect',
    ])
  })

  it('415 names the compression it refuses', () => {
    const example =
      '# answers POST /acs HTTP/1.1; Host: a; Content-Encoding: gzip\nHTTP/1.1 415 X\nContent-Length: 0\n\n'
    expect(messageOf('compression-refused', example)).toContain('cannot undo Content-Encoding: gzip')
  })

  it('an empty 200 is no error of a CPE that takes a connection request', () => {
    const example =
      '# answers GET /cr HTTP/1.1; Host: a; Authorization: Digest username="a"\nHTTP/1.1 200 OK\nContent-Length: 0\n\n'
    expect(found(example)).toEqual([])
  })
})

describe('a connection request', () => {
  const challenged = (challenge: string): string =>
    `# answers GET /cr HTTP/1.1; Host: a\nHTTP/1.1 401 Unauthorized\n${challenge}Content-Length: 0\n\n`

  it('may be challenged with Digest and Basic', () => {
    expect(
      found(challenged('WWW-Authenticate: Basic realm="a", Digest realm="a", nonce="1", qop="auth"\n')),
    ).toEqual([])
    expect(found(challenged('WWW-Authenticate: Basic realm="a"\n'))).toEqual([
      'connection-request-basic-only',
    ])
    expect(found(challenged(''))).toEqual(['challenge-missing'])
  })

  it('is not the ACS’s own challenge, which may be Basic', () => {
    expect(
      found('HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Basic realm="a"\nContent-Length: 0\n\n'),
    ).toEqual([])
  })

  it.each(['200 OK', '204 No Content'])('taken without credentials (%s)', (status) => {
    const example = `# answers GET /cr HTTP/1.1; Host: a\nHTTP/1.1 ${status}\nContent-Length: 0\n\n`
    expect(found(example)).toEqual(['connection-request-not-challenged'])
  })
})

it('shows no more of a hostile header than is good', () => {
  const message = messageOf(
    'content-type-not-xml',
    `${post}Content-Type: ${'\\x1B[31m'}${'x'.repeat(500)}\nSOAPAction:\n${response}`,
  )
  expect(message?.length).toBeLessThan(150)
  expect(message).not.toContain('\u001b')
})

it('says nothing of the answer to what is no HTTP', () => {
  expect(found('HTTP/1.1 400 Bad Request\nContent-Length: 0\n\n', { answered: null })).toEqual([])
})

it('says nothing of the line ends of what is no HTTP', () => {
  const head = Uint8Array.from([0x16, 0x03, 0x01, 0x0a, 0x00, 0x0a])
  const reading = readMessage({ head, body: new Uint8Array() }, { side: 'request', complete: false })
  expect(reading.framing.map(({ rule }) => rule)).toEqual(['http-incomplete'])
})
