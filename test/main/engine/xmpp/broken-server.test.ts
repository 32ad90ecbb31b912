import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import {
  openXmppStream,
  partsOfJid,
  XmppProblem,
  type XmppSecurity,
} from '../../../../src/main/engine/xmpp/index.js'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

/** A server that says what the test says, to each connection. */
async function serverThat(speak: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    speak(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  ends.push(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  const { port } = server.address() as AddressInfo
  return port
}

async function problem(port: number, security: XmppSecurity, jid = 'acs@example.org'): Promise<XmppProblem> {
  const account = { jid, password: 'p', server: '127.0.0.1', port, security, anyCertificate: true }
  const failed: unknown = await openXmppStream({ account, resource: 'acs', timeoutMs: 100 }).then(
    () => new Error('It opened.'),
    (error: unknown) => error,
  )
  if (failed instanceof XmppProblem) return failed
  throw failed
}

const head =
  "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' id='1' version='1.0'>"
const says =
  (...texts: readonly string[]) =>
  (socket: Socket) => {
    const left = [...texts]
    socket.on('data', () => {
      const text = left.shift()
      if (text !== undefined) socket.write(text)
    })
  }

describe('an XMPP server that is not as it should be', () => {
  it.each<[string, XmppSecurity, (socket: Socket) => void, string, string]>([
    ['is silent', 'starttls', () => undefined, 'tls', 'did not answer within'],
    ['is silent without TLS', 'none', () => undefined, 'log-in', ''],
    ['hangs up', 'starttls', (socket) => socket.end(), 'tls', 'closed the connection before TLS'],
    ['hangs up without TLS', 'none', (socket) => socket.end(), 'log-in', ''],
    ['speaks HTTP', 'starttls', says('HTTP/1.1 400 Bad Request\r\n\r\n'), 'tls', 'something else than XMPP'],
    ['speaks HTTP without TLS', 'none', says('HTTP/1.1 400 Bad Request\r\n\r\n'), 'log-in', ''],
    ['offers no TLS', 'starttls', says(`${head}<stream:features/>`), 'tls', 'offers no STARTTLS'],
    [
      'refuses TLS',
      'starttls',
      says(
        `${head}<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>`,
        "<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:stream>",
      ),
      'tls',
      'refused STARTTLS',
    ],
    [
      'does not know the domain',
      'none',
      says(
        `${head}<stream:error><host-unknown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error></stream:stream>`,
      ),
      'log-in',
      'does not serve the domain',
    ],
    [
      'takes passwords only as they are',
      'none',
      says(
        `${head}<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms></stream:features>`,
      ),
      'log-in',
      'use TLS',
    ],
    [
      'offers no log-in we know',
      'none',
      says(
        `${head}<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>GSSAPI</mechanism></mechanisms></stream:features>`,
      ),
      'log-in',
      'took no log-in',
    ],
    ['sends endless noise', 'starttls', says(`${head}${'<x/>'.repeat(30_000)}`), 'tls', 'something else'],
  ])('%s (%s)', async (_, security, speak, stage, said) => {
    const found = await problem(await serverThat(speak), security)
    expect(found.stage).toBe(stage)
    expect(found.message).toContain(said)
    expect(found.message).toMatch(/[.]$/)
  })

  it('is not there, or has a name nobody knows', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    server.close()
    await once(server, 'close')
    expect(await problem(port, 'starttls')).toMatchObject({ stage: 'connect' })
    const account = {
      jid: 'acs@no-such-server.invalid',
      password: 'p',
      server: '',
      port,
      security: 'none' as const,
      anyCertificate: true,
    }
    await expect(openXmppStream({ account, resource: 'acs', timeoutMs: 5000 })).rejects.toThrow(
      'no-such-server.invalid',
    )
  })
})

describe('a JID', () => {
  it('has its parts', () => {
    expect(partsOfJid('acs@example.org/a/b')).toEqual({ user: 'acs', domain: 'example.org', resource: 'a/b' })
    expect(partsOfJid(' acs@example.org ')).toEqual({ user: 'acs', domain: 'example.org', resource: '' })
  })

  it.each(['', 'acs', '@x', 'a b@x', 'a"b@x', 'x@'])('is not %j', (text) => {
    expect(partsOfJid(text)).toBeNull()
  })
})
