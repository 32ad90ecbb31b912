import { createHash } from 'node:crypto'

/** A client's answer to a digest challenge, by the book (RFC 7616) and by nothing of the project. */
export function md5Answer(challenge: string, username: string, password: string, uri: string): string {
  const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
  const field = (name: string): string => new RegExp(`${name}="([^"]*)`).exec(challenge)?.[1] ?? ''
  const [realm, nonce] = [field('realm'), field('nonce')]
  const response = md5(
    `${md5(`${username}:${realm}:${password}`)}:${nonce}:00000001:c:auth:${md5(`POST:${uri}`)}`,
  )
  return `Digest username="${username}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}", qop=auth, nc=00000001, cnonce="c"`
}
