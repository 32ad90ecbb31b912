import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'

/** What came back, read by a reader that knows as little of HTTP as the tests need. */
export interface RawAnswer {
  readonly status: number
  /** By lower-case name; the last of a name wins. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/** One TCP connection of a CPE that shares no code with the project. */
export class RawConnection {
  readonly #socket: Socket
  #received = Buffer.alloc(0)
  #wake: () => void = () => undefined
  #over = false

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (bytes: Buffer) => {
      this.#received = Buffer.concat([this.#received, bytes])
      this.#wake()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.#over = true
      this.#wake()
    })
  }

  static async open(port: number): Promise<RawConnection> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))
    return new RawConnection(socket)
  }

  write(bytes: string | Uint8Array): void {
    this.#socket.write(bytes)
  }

  /** Sends a POST and reads its answer. */
  async post(body: string | Uint8Array = '', headers: Record<string, string> = {}): Promise<RawAnswer> {
    const bytes = Buffer.from(body)
    const head = [
      'POST /acs HTTP/1.1',
      'Host: acs.example.test',
      `Content-Length: ${String(bytes.length)}`,
      ...(bytes.length === 0 ? [] : ['Content-Type: text/xml; charset=utf-8', 'SOAPAction:']),
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ]
    this.write(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes]))
    return this.answer()
  }

  /** Reads one answer. */
  async answer(): Promise<RawAnswer> {
    for (;;) {
      const headEnd = this.#received.indexOf('\r\n\r\n')
      if (headEnd >= 0) {
        const [statusLine = '', ...fields] = this.#received
          .subarray(0, headEnd)
          .toString('latin1')
          .split('\r\n')
        const headers = new Map(
          fields.map((field) => {
            const colon = field.indexOf(':')
            return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()] as const
          }),
        )
        const length = Number(headers.get('content-length') ?? '0')
        const end = headEnd + 4 + length
        if (this.#received.length >= end) {
          const body = this.#received.subarray(headEnd + 4, end).toString('utf8')
          this.#received = this.#received.subarray(end)
          return { status: Number(statusLine.split(' ')[1]), headers, body }
        }
      }
      if (this.#over) throw new Error(`closed after ${JSON.stringify(this.#received.toString('latin1'))}`)
      await this.#more()
    }
  }

  /** Resolves when the other side has closed the connection. */
  async closed(): Promise<void> {
    while (!this.#over) await this.#more()
  }

  close(): void {
    this.#socket.destroy()
  }

  #more(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve))
  }
}

/** A hand-written message, with its placeholders filled. */
export function message(name: string, values: Record<string, string> = {}): string {
  const path = join(import.meta.dirname, '../../../fixtures/acs', `${name}.xml`)
  let text = readFileSync(path, 'utf8')
  for (const [placeholder, value] of Object.entries(values)) text = text.replaceAll(placeholder, value)
  return text
}

/** The session cookie of an answer, as it goes back. */
export function cookieOf(answer: RawAnswer): string {
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

/** The cwmp:ID of an envelope. */
export function idOf(answer: RawAnswer): string | undefined {
  return /<cwmp:ID[^>]*>([^<]*)</.exec(answer.body)?.[1]
}
