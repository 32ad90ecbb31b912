import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'

/**
 * A foreign ACS: bare node:http and SOAP written by hand, so that no mistake of ours can hide in both ends.
 * It answers the Inform and hands out the requests it is given, one for each POST, and notes what came.
 */

export interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly rawHeaders: readonly string[]
  readonly body: string
  /** Local port of the CPE's connection. */
  readonly clientPort: number
}

interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string | string[]>>
  readonly body?: string
}

export interface ScriptedAcs {
  readonly url: string
  readonly seen: readonly Seen[]
  /** Requests for the CPE (the inner XML of the Body); taken in order, across sessions. */
  readonly requests: string[]
  /** Answers instead of the usual one when it gives something. */
  intercept:
    | ((request: Seen, index: number) => Reply | 'drop' | undefined | Promise<Reply | 'drop' | undefined>)
    | null
  /** Resolves when a request meets the condition. */
  until(condition: (request: Seen) => boolean): Promise<Seen>
  close(): Promise<void>
}

const namespaces =
  'xmlns:S="http://schemas.xmlsoap.org/soap/envelope/" xmlns:E="http://schemas.xmlsoap.org/soap/encoding/" ' +
  'xmlns:d="http://www.w3.org/2001/XMLSchema" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:w="urn:dslforum-org:cwmp-1-0"'

export const envelope = (body: string, id: string | null = null): string =>
  `<?xml version="1.0"?>\n<S:Envelope ${namespaces}>` +
  (id === null ? '' : `<S:Header><w:ID S:mustUnderstand="1">${id}</w:ID></S:Header>`) +
  `<S:Body>${body}</S:Body></S:Envelope>`

export const informResponse = (id: string | null): string =>
  envelope('<w:InformResponse><MaxEnvelopes>1</MaxEnvelopes></w:InformResponse>', id)

export const idOf = (body: string): string | null => /<[\w-]+:ID[^>]*>([^<]*)</.exec(body)?.[1] ?? null
export const tag = (body: string, name: string): string | null =>
  new RegExp(`<(?:[\\w-]+:)?${name}(?: [^>]*)?>([^<]*)<`).exec(body)?.[1] ?? null
export const eventCodes = (body: string): string[] =>
  [...body.matchAll(/<EventCode>([^<]*)</g)].map((match) => match[1] ?? '')
export const isInform = (request: Seen): boolean => /<[\w-]+:Inform>/.test(request.body)

export async function startScriptedAcs(): Promise<ScriptedAcs> {
  const seen: Seen[] = []
  const requests: string[] = []
  const waiting = new Set<() => void>()
  let sent = 0
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const now: Seen = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        rawHeaders: request.rawHeaders,
        body: Buffer.concat(parts).toString('utf8'),
        clientPort: request.socket.remotePort ?? 0,
      }
      seen.push(now)
      for (const wake of waiting) wake()
      void Promise.resolve(acs.intercept?.(now, seen.length - 1)).then((own) => {
        if (own === 'drop') {
          request.socket.destroy()
          return
        }
        const { status = 200, headers = {}, body } = own ?? usual(now)
        response.writeHead(status, headers)
        response.end(body)
      })
    })
  })
  function usual(request: Seen): Reply {
    if (isInform(request)) {
      return {
        body: informResponse(idOf(request.body)),
        headers: { 'Set-Cookie': 'session=abc; Path=/', 'Content-Type': 'text/xml' },
      }
    }
    const next = requests.shift()
    return next === undefined ? { status: 204 } : { body: envelope(next, `acs-${++sent}`) }
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const acs: ScriptedAcs = {
    url: `http://127.0.0.1:${port}/acs`,
    seen,
    requests,
    intercept: null,
    until: (condition) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = seen.find(condition)
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return acs
}
