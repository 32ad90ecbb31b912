import { createHash, createPublicKey, generateKeyPair, randomBytes, sign, type KeyObject } from 'node:crypto'
import { isIP, isIPv4 } from 'node:net'
import { promisify } from 'node:util'
import {
  bits,
  explicit,
  identifier,
  implicit,
  nothing,
  octets,
  sequence,
  set,
  time,
  truth,
  unsigned,
  utf8Text,
} from './der.js'

/** What a certificate is to say. */
export interface CertificateWish {
  readonly commonName: string
  readonly organisation: string
  readonly notBefore: Date
  readonly notAfter: Date
  /** `ca`: signs others. A server: the names and addresses it is reached by. */
  readonly purpose: 'ca' | { readonly hosts: readonly string[] }
}

/** Who signs. Null: the certificate signs itself. */
export interface Issuer {
  readonly key: KeyObject
  /** The issuer's name, as its certificate has it (DER). */
  readonly name: Uint8Array
  /** Of the issuer's public key. */
  readonly keyIdentifier: Uint8Array
}

const generate = promisify(generateKeyPair)

/** RSA: what CPEs of every age can do (TR-069a6 3.3 wants TLS_RSA_WITH_AES_128_CBC_SHA of all). */
export async function newKey(): Promise<KeyObject> {
  const { privateKey } = await generate('rsa', { modulusLength: 2048 })
  return privateKey
}

const sha256WithRsa = sequence(identifier('1.2.840.113549.1.1.11'), nothing())

/** Makes an X.509 certificate, version 3 (RFC 5280 4.1), as PEM. */
export function makeCertificate(wish: CertificateWish, key: KeyObject, issuer: Issuer | null): string {
  const publicKey = createPublicKey(key)
  const subject = nameOf(wish)
  const content = sequence(
    explicit(0, unsigned(Uint8Array.of(2))),
    // Positive and not zero (RFC 5280 4.1.2.2).
    unsigned(Buffer.concat([Uint8Array.of(0x40), randomBytes(15)])),
    sha256WithRsa,
    issuer?.name ?? subject,
    sequence(time(wish.notBefore), time(wish.notAfter)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...extensionsOf(wish, keyIdentifierOf(publicKey), issuer))),
  )
  const signature = sign('sha256', content, issuer?.key ?? key)
  return pemOf(sequence(content, sha256WithRsa, bits(signature)))
}

/** The name of an issuer in DER, as `makeCertificate` writes it. */
export function nameOf({
  commonName,
  organisation,
}: Pick<CertificateWish, 'commonName' | 'organisation'>): Buffer {
  const part = (type: string, text: string): Buffer => set(sequence(identifier(type), utf8Text(text)))
  return sequence(part('2.5.4.10', organisation), part('2.5.4.3', commonName))
}

/** SHA-1 of the key's bits: a name for it, no protection (RFC 5280 4.2.1.2). */
export function keyIdentifierOf(publicKey: KeyObject): Buffer {
  return createHash('sha1')
    .update(publicKey.export({ type: 'pkcs1', format: 'der' }))
    .digest()
}

function extensionsOf(
  { purpose }: CertificateWish,
  own: Uint8Array,
  issuer: Issuer | null,
): readonly Uint8Array[] {
  const isCa = purpose === 'ca'
  const extensions = [
    extension('2.5.29.14', octets(own)),
    extension('2.5.29.35', sequence(implicit(0, issuer?.keyIdentifier ?? own))),
    extension('2.5.29.19', isCa ? sequence(truth(true)) : sequence(), true),
    // keyCertSign and cRLSign; digitalSignature and keyEncipherment.
    extension('2.5.29.15', isCa ? bits(Uint8Array.of(0x06), 1) : bits(Uint8Array.of(0xa0), 5), true),
  ]
  if (isCa) return extensions
  return [
    ...extensions,
    extension('2.5.29.37', sequence(identifier('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', sequence(...purpose.hosts.map(generalName))),
  ]
}

function extension(type: string, value: Uint8Array, critical = false): Buffer {
  return sequence(identifier(type), ...(critical ? [truth(true)] : []), octets(value))
}

function generalName(host: string): Buffer {
  return isIP(host) === 0 ? implicit(2, Buffer.from(host, 'latin1')) : implicit(7, addressBytes(host))
}

function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number))
  const [before = '', after] = address.split('::')
  const groups = (text: string): readonly number[] =>
    text === ''
      ? []
      : text.split(':').flatMap((group) => (isIPv4(group) ? pairs(group) : [Number.parseInt(group, 16)]))
  const left = groups(before)
  const right = groups(after ?? '')
  const zeros = new Array<number>(after === undefined ? 0 : 8 - left.length - right.length).fill(0)
  return Buffer.from([...left, ...zeros, ...right].flatMap((group) => [group >> 8, group & 0xff]))
}

function pairs(address: string): readonly number[] {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
  return [a * 256 + b, c * 256 + d]
}

function pemOf(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
