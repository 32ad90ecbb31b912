import { createHash } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { curl, pattern, raw, startBench, type Bench } from './bench.js'

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.close())

const content = pattern(300_000)
const status = ['-o', '/dev/null', '-w', '%{http_code}'] as const

type Changes = Omit<Parameters<Bench['client']['files']['update']>[0], 'fileId'>

async function file(changes: Changes = {}) {
  const added = await bench.add(content)
  const changed =
    Object.keys(changes).length === 0
      ? added
      : await bench.client.files.update({ fileId: added.id, ...changes })
  if (changed.url === null) throw new Error('The file server listens nowhere.')
  return { ...changed, url: changed.url }
}

/** The newest requests at the file server, once so many have ended. */
async function requests(count: number) {
  await expect.poll(async () => (await bench.client.files.requests({})).total).toBeGreaterThanOrEqual(count)
  return (await bench.client.files.requests({})).items
}

describe('a file, fetched with curl', () => {
  it('comes whole, with its length, tag and digest', async () => {
    const { url, sha256, size } = await file()
    expect([sha256, size]).toEqual([createHash('sha256').update(content).digest('hex'), content.length])
    expect((await curl(url)).out.equals(content)).toBe(true)
    const head = await curl('-I', url)
    expect(head.text).toMatch(/^HTTP\/1\.1 200 OK/)
    expect(head.text).toMatch(/Content-Length: 300000\r\n/)
    expect(head.text).toMatch(/Accept-Ranges: bytes\r\n/)
    expect(head.text).toMatch(/ETag: "[0-9a-f]{32}"\r\n/)
    expect(head.text).toContain(
      `Repr-Digest: sha-256=:${createHash('sha256').update(content).digest('base64')}:\r\n`,
    )
    expect(head.text).toMatch(/Content-Disposition: attachment; filename="firmware\.bin"\r\n/)
    const [headed, fetched] = await requests(2)
    expect(headed).toMatchObject({ method: 'HEAD', status: 200, bytes: 0, result: 'nothing' })
    expect(fetched).toMatchObject({ method: 'GET', status: 200, bytes: 300_000, result: 'whole' })
  })

  it('comes in ranges, each as asked for', async () => {
    const { url } = await file()
    const part = async (range: string) => (await curl('-r', range, url)).out
    expect((await part('0-0')).equals(content.subarray(0, 1))).toBe(true)
    expect((await part('100-1099')).equals(content.subarray(100, 1_100))).toBe(true)
    expect((await part('299990-')).equals(content.subarray(299_990))).toBe(true)
    expect((await part('-10')).equals(content.subarray(299_990))).toBe(true)
    expect((await part('299999-400000')).equals(content.subarray(299_999))).toBe(true)
    const several = (await part('0-1,100-101')).toString('latin1')
    expect(several.match(/Content-Range: bytes [\d-]+\/300000/g)).toEqual([
      'Content-Range: bytes 0-1/300000',
      'Content-Range: bytes 100-101/300000',
    ])
    const beyond = await curl('-r', '300000-', '-i', url)
    expect(beyond.text).toMatch(/^HTTP\/1\.1 416 /)
    expect(beyond.text).toMatch(/Content-Range: bytes \*\/300000/)
  })

  it('goes on where it broke off', async () => {
    const { url } = await file()
    const half = await bench.onDisk('half.bin', content.subarray(0, 123_456))
    expect(await curl('-C', '-', '-o', half, url)).toMatchObject({ code: 0 })
    const [resumed] = await requests(1)
    expect(resumed).toMatchObject({ status: 206, bytes: content.length - 123_456, result: 'part' })
  })

  it('is not sent to who has it, nor in ranges to who has another one', async () => {
    const { url } = await file()
    const tag = /ETag: ("[^"]+")/.exec((await curl('-I', url)).text)?.[1] ?? ''
    expect((await curl(...status, '-H', `If-None-Match: ${tag}`, url)).text).toBe('304')
    expect((await curl(...status, '-H', 'If-Match: "other"', url)).text).toBe('412')
    const ifRange = (value: string) => curl(...status, '-r', '0-9', '-H', `If-Range: ${value}`, url)
    expect((await ifRange(tag)).text).toBe('206')
    expect((await ifRange('"other"')).text).toBe('200')
    expect((await ifRange(`W/${tag}`)).text).toBe('200')
    expect((await ifRange('Sun, 06 Nov 1994 08:49:37 GMT')).text).toBe('200')
  })

  it.each([
    ['basic', '--basic'],
    ['digest', '--digest'],
    ['digest-sha-256', '--digest'],
  ] as const)('needs the credentials of %s where it has some', async (scheme, option) => {
    const { url } = await file({ access: { scheme, username: 'cpe', password: 'pass: word"' } })
    expect((await curl(...status, url)).text).toBe('401')
    expect((await curl(...status, option, '-u', 'cpe:wrong', url)).text).toBe('401')
    expect((await curl(...status, option, '-u', 'other:pass: word"', url)).text).toBe('401')
    expect((await curl(option, '-u', 'cpe:pass: word"', url)).out.equals(content)).toBe(true)
    const seen = (await requests(4)).map(({ result, detail }) => [result, detail])
    expect(seen).toContainEqual(['refused', 'The user name or the password is wrong.'])
    expect(seen.at(-1)?.[0]).toBe('challenged')
  })

  it('keeps its password when a form leaves it out, and never tells it', async () => {
    const { id, url } = await file({ access: { scheme: 'basic', username: 'cpe', password: 'secret' } })
    const changed = await bench.client.files.update({
      fileId: id,
      access: { scheme: 'digest', username: 'cpe' },
    })
    expect(JSON.stringify(changed)).not.toContain('secret')
    expect((await curl('--digest', '-u', 'cpe:secret', ...status, url)).text).toBe('200')
  })

  it('comes as slowly as it is told', async () => {
    const { url } = await file({ bytesPerSecond: 1_000_000 })
    const { text } = await curl('-o', '/dev/null', '-w', '%{time_total}', url)
    expect(Number(text)).toBeGreaterThan(0.28)
  })

  it('goes wrong as staged', async () => {
    const staged = async (fault: NonNullable<Changes['fault']>) => {
      const { id, url } = await file({ fault })
      const answer = await curl(url)
      await bench.client.files.remove({ fileId: id })
      return answer
    }
    expect((await staged({ kind: 'status', status: 503 })).text).toMatch(/staged/)
    const cut = await staged({ kind: 'cut-off', afterBytes: 100_000 })
    expect([cut.code, cut.out.length]).toEqual([18, 100_000])
    const corrupt = await staged({ kind: 'corrupt' })
    expect(corrupt.out.filter((byte, at) => byte !== content[at])).toHaveLength(1)
    const { url } = await file({ fault: { kind: 'stall', afterBytes: 1_000 } })
    const stalled = await curl('--max-time', '1', url)
    expect([stalled.code, stalled.out.length]).toEqual([28, 1_000])
    const [hungUp] = await requests(4)
    expect(hungUp).toMatchObject({ result: 'cut-off', bytes: 1_000 })
  })

  it('may be empty', async () => {
    const { url } = await bench.add('')
    expect((await curl('-w', '%{http_code}', url ?? '')).text).toBe('200')
    expect((await curl(...status, '-r', '0-', url ?? '')).text).toBe('416')
  })
})

describe('a stranger at the file server', () => {
  it('gets nothing but what an unguessable path names', async () => {
    const { url } = await file()
    const { origin, pathname } = new URL(url)
    const token = pathname.split('/')[2] ?? ''
    const answered = async (target: string) => {
      const answer = await raw(url, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
      return [Number(answer.split(' ')[1]), answer.includes('root:')]
    }
    expect(await answered('/')).toEqual([404, false])
    expect(await answered('/files/')).toEqual([404, false])
    expect(await answered(`/files/${'0'.repeat(32)}/firmware.bin`)).toEqual([404, false])
    expect(await answered('/files/../../../../etc/passwd')).toEqual([404, false])
    expect(await answered(`/files/${token}/../../../etc/passwd`)).toEqual([404, false])
    // What stands behind the token is for people; it is never looked for on the disk.
    expect(await answered(`/files/${token}/%2e%2e%2f%2e%2e%2fetc%2fpasswd`)).toEqual([200, false])
    expect(await answered(`/uploads/${token}`)).toEqual([404, false])
    expect(await answered(`${origin}${pathname}`)).toEqual([200, false])
  })

  it('is told what it may do', async () => {
    const { url } = await file()
    const put = await curl('-i', '-X', 'PUT', '-d', 'x', url)
    expect(put.text).toMatch(/^HTTP\/1\.1 405 /)
    expect(put.text).toMatch(/Allow: GET, HEAD/)
  })

  it('gets an answer to what is no request, and to a head without end', async () => {
    const { url } = await file()
    expect(await raw(url, 'nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
    const long = `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(100_000)}\r\n\r\n`
    expect(await raw(url, long)).toMatch(/^HTTP\/1\.1 431 /)
  })

  it(
    'does not disturb others with a thousand idle connections and half requests',
    { timeout: 30_000 },
    async () => {
      const { url } = await file()
      const { hostname, port } = new URL(url)
      const idle = await Promise.all(
        Array.from(
          { length: 1_000 },
          (_, number) =>
            new Promise<Socket>((resolve, reject) => {
              const socket = connect(Number(port), hostname, () => {
                if (number % 2 === 1) socket.write('GET /files/')
                resolve(socket)
              })
              socket.on('error', reject)
            }),
        ),
      )
      const started = performance.now()
      expect((await curl(url)).out.equals(content)).toBe(true)
      expect(performance.now() - started).toBeLessThan(5_000)
      for (const socket of idle) socket.destroy()
    },
  )
})

describe('a file that is removed while it is fetched', () => {
  it('is cut off, gone from the disk, and its URL is unknown', async () => {
    const { id, url } = await file({ bytesPerSecond: 50_000 })
    const fetching = curl(url)
    await expect.poll(async () => (await bench.client.transfers.list({})).items[0]?.state).toBe('running')
    await bench.client.files.remove({ fileId: id })
    expect((await fetching).code).toBe(18)
    const [request] = await requests(1)
    expect(request).toMatchObject({
      result: 'failed',
      detail: 'The user removed the file while it was being fetched.',
    })
    expect((await curl(...status, url)).text).toBe('404')
    await expect(bench.client.files.content({ fileId: id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
