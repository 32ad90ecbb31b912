import { describe, expect, it } from 'vitest'
import type { Subject } from '../../../../../src/core/lint/index.js'
import { securityRules } from '../../../../../src/core/lint/rules/security/index.js'
import { exampleSubject, lintExample } from '../../example.js'

const ids = new Set(securityRules.map(({ id }) => id))

function found(example: string, facts: Partial<Subject> = {}): readonly string[] {
  return lintExample(example, facts)
    .map(({ rule }) => rule)
    .filter((rule) => ids.has(rule))
}

const basic = 'POST /acs HTTP/1.1\nHost: a\nAuthorization: Basic dXNlcjpzZWNyZXQ=\nContent-Length: 0\n\n'

describe('Basic', () => {
  it('is told over plain HTTP and where nothing is known, not over TLS', () => {
    expect(found(basic, { tls: null })).toEqual(['basic-without-tls'])
    expect(found(basic)).toEqual(['basic-without-tls'])
    expect(found(basic, { tls: { version: 'TLSv1.2', cipher: 'AES128-SHA' } })).toEqual([])
  })

  it('never tells the credentials', () => {
    expect(JSON.stringify(lintExample(basic))).not.toMatch(/secret|dXNlcjpzZWNyZXQ/)
  })
})

describe('passwords', () => {
  const parameter = (name: string, value: string): string =>
    `<ParameterValueStruct><Name>${name}</Name><Value xsi:type="xsd:string">${value}</Value></ParameterValueStruct>`

  it.each([
    'Device.ManagementServer.ConnectionRequestPassword',
    'Device.WiFi.AccessPoint.1.Security.KeyPassphrase',
    'InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.PreSharedKey.1.PreSharedKey',
  ])('%s is told by the CPE', (name) => {
    expect(found(parameter(name, 'hunter2'))).toEqual(['password-in-clear'])
  })

  it.each(['', '  ', '********', '(null)', 'xxxx'])('"%s" tells nothing', (value) => {
    expect(found(parameter('Device.ManagementServer.Password', value))).toEqual([])
  })

  it('may be set by the ACS, and a user name may be told', () => {
    const set = `<cwmp:SetParameterValues><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[1]">${parameter('Device.ManagementServer.Password', 'hunter2')}</ParameterList><ParameterKey/></cwmp:SetParameterValues>`
    expect(found(set)).toEqual([])
    expect(found(parameter('Device.ManagementServer.Username', 'hunter2'))).toEqual([])
  })

  it('are pointed at and never quoted', () => {
    const example = parameter('Device.ManagementServer.Password', 'hunter2')
    const subject = exampleSubject(example)
    const finding = lintExample(example).find(({ rule }) => rule === 'password-in-clear')
    const { offset = 0, length = 0, message } = finding ?? {}
    expect(subject.envelope?.source.document.text.slice(offset, offset + length)).toBe('hunter2')
    expect(message).not.toContain('hunter2')
  })
})

describe('URLs', () => {
  const url = (value: string): string =>
    `<ParameterValueStruct><Name>Device.ManagementServer.URL</Name><Value xsi:type="xsd:string">${value}</Value></ParameterValueStruct>`

  it.each(['http://user:pw@acs.example/', 'HTTPS://user@acs.example', ' ftp://a:b@[2001:db8::1]/f'])(
    '%s carries credentials',
    (value) => {
      expect(found(url(value))).toEqual(['credentials-in-url-parameter'])
    },
  )

  it.each([
    'http://acs.example/a@b',
    'http://acs.example?mail=a@b.example',
    'http://acs.example/#a@b',
    'mailto:a@b.example',
    'user:pw@acs.example',
    'see http://acs.example/ or a@b',
    'http://@acs.example/',
    '',
  ])('"%s" does not', (value) => {
    expect(found(url(value))).toEqual([])
  })

  it('are looked at in the operations of a ChangeDUState', () => {
    const operation = (target: string, user: string): string =>
      `<cwmp:ChangeDUState><Operations xsi:type="cwmp:InstallOpStruct"><URL>${target}</URL><Username>${user}</Username></Operations></cwmp:ChangeDUState>`
    expect(found(operation('https://a:b@files.example/m.tar', ''))).toEqual(['credentials-in-transfer-url'])
    expect(found(operation('http://files.example/m.tar', 'me'))).toEqual(['transfer-credentials-without-tls'])
    expect(found(operation('http://files.example/m.tar', ''))).toEqual([])
    expect(found(operation('https://files.example/m.tar', 'me'))).toEqual([])
  })

  it('are pointed at, without their credentials in the words', () => {
    const example =
      '<cwmp:Upload><CommandKey/><FileType>1 Vendor Configuration File</FileType><URL>http://u:hunter2@f.example/</URL><Username/><Password/><DelaySeconds>0</DelaySeconds></cwmp:Upload>'
    const finding = lintExample(example).find(({ rule }) => rule === 'credentials-in-transfer-url')
    const { offset = 0, length = 0, message } = finding ?? {}
    expect(exampleSubject(example).envelope?.source.document.text.slice(offset, offset + length)).toBe(
      'http://u:hunter2@f.example/',
    )
    expect(message).not.toContain('hunter2')
  })
})

describe('digest', () => {
  const challenge = (parameters: string): string =>
    `HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Digest realm="a", nonce="1"${parameters}\nContent-Length: 0\n\n`

  it('is weak without qop, or with MD5 alone', () => {
    expect(found(challenge(''))).toEqual(['weak-digest'])
    expect(found(challenge(', qop="auth", algorithm=MD5'))).toEqual(['weak-digest'])
    expect(found(challenge(', qop="auth", algorithm=SHA-256'))).toEqual([])
    expect(
      found(challenge(', qop="auth", algorithm=SHA-256, Digest realm="a", nonce="1", qop="auth"')),
    ).toEqual([])
  })
})
