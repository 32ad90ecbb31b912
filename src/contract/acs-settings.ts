import { z } from 'zod'
import { base } from './base.js'

/** How CPEs have to say who they are, where TLS stands, and where CPEs are sent elsewhere. Secrets go in and never come out. */

const modeSchema = z.enum(['none', 'basic', 'digest'])
const algorithmSchema = z.enum(['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess'])
/** No colon (RFC 7617 2) and nothing that cannot stand in a header. */
const usernameSchema = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[^:\p{Cc}]+$/u, 'must have no colon and no control characters')
const passwordSchema = z.string().max(256)
const realmSchema = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[ -~]+$/, 'must be printable ASCII')

const loginSchema = z.object({
  /** Null: as for all. */
  mode: modeSchema.nullable(),
  /** Null: the names a device has by itself, `OUI-ProductClass-SerialNumber` and `OUI-SerialNumber`. */
  username: z.string().nullable(),
  hasPassword: z.boolean(),
})

export const deviceLoginSchema = loginSchema.extend({ deviceId: z.string() })

export const acsAuthenticationSchema = z.object({
  mode: modeSchema,
  realm: z.string(),
  algorithms: z.array(algorithmSchema),
  nonce: z.enum(['connection', 'free']),
  nonceSeconds: z.number().int(),
  /** The pair that every CPE without its own credentials uses; null: there is none. */
  shared: z.object({ username: z.string() }).nullable(),
  /** Devices with a choice or credentials of their own. */
  devices: z.array(deviceLoginSchema),
})

const acsAuthenticationChoices = z.strictObject({
  mode: modeSchema.optional(),
  realm: realmSchema.optional(),
  /** Offered in this order, each in a challenge of its own. */
  algorithms: z
    .array(algorithmSchema)
    .min(1)
    .max(4)
    .refine((all) => new Set(all).size === all.length, 'must name each algorithm once')
    .optional(),
  /** A nonce is good on the connection it was given on, or anywhere. */
  nonce: z.enum(['connection', 'free']).optional(),
  nonceSeconds: z.number().int().min(5).max(86_400).optional(),
  /** Null forgets it. */
  shared: z.object({ username: usernameSchema, password: passwordSchema }).nullable().optional(),
})

export const redirectSchema = z.object({
  /** Null: every CPE without a redirect of its own. */
  deviceId: z.string().nullable(),
  url: z.string(),
  status: z.union([z.literal(302), z.literal(307)]),
  /** At the Inform, or at the next POST within a session. */
  at: z.enum(['inform', 'session']),
  /** How often; null: always. */
  times: z.number().int().nullable(),
  /** How often it was done. */
  done: z.number().int(),
})

const redirectChoice = z.strictObject({
  deviceId: z.string().nullable().default(null),
  url: z
    .string()
    .max(2000)
    .regex(/^https?:\/\/[!-~]+$/, 'must be a URL that begins with http:// or https://')
    .refine((url) => URL.canParse(url), 'must be a URL'),
  status: z.union([z.literal(302), z.literal(307)]).default(302),
  at: z.enum(['inform', 'session']).default('inform'),
  times: z.number().int().min(1).max(1_000_000).nullable().default(1),
})

export const certificateSchema = z.object({
  subject: z.string(),
  issuer: z.string(),
  serialNumber: z.string(),
  validFrom: z.string(),
  validTo: z.string(),
  /** SHA-256. */
  fingerprint: z.string(),
  selfSigned: z.boolean(),
})

/** How a connection was secured. */
export const connectionTlsSchema = z.object({
  version: z.string(),
  cipher: z.string(),
  /** SNI. */
  serverName: z.string().nullable(),
  /** What the peer showed, its own certificate first. */
  peer: z.array(certificateSchema),
  /** True: its certificate is trusted. Null: it showed none. Text: why it is not trusted. */
  trust: z.union([z.literal(true), z.string()]).nullable(),
})

const tlsVersionSchema = z.enum(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'])

export const acsTlsSchema = z.object({
  /** Null: the ACS does not listen with TLS. */
  port: z.number().int().nullable(),
  urls: z.array(z.string()),
  certificate: z.enum(['own', 'imported']),
  hasImported: z.boolean(),
  /** What is shown to CPEs; empty until it was made. */
  shown: z.array(certificateSchema),
  /** Names and addresses that it is good for. */
  hosts: z.string(),
  warnings: z.array(z.string()),
  clientCertificates: z.enum(['off', 'wanted', 'required']),
  certificateOf: z.enum(['device', 'product-line']),
  /** PEM. */
  trusted: z.string(),
  minVersion: tlsVersionSchema,
  ciphers: z.string(),
  /** What the TLS library of this host speaks. */
  spokenVersions: z.array(tlsVersionSchema),
})

const acsTlsChoices = z.strictObject({
  /** 0: any free one; null: none. Holds from now on and after a restart. */
  port: z.number().int().min(0).max(65_535).nullable().optional(),
  certificate: z.enum(['own', 'imported']).optional(),
  clientCertificates: z.enum(['off', 'wanted', 'required']).optional(),
  certificateOf: z.enum(['device', 'product-line']).optional(),
  trusted: z.string().max(200_000).optional(),
  minVersion: tlsVersionSchema.optional(),
  ciphers: z
    .string()
    .max(2000)
    .regex(/^[!-~]*$/, 'must be an OpenSSL cipher list without spaces')
    .optional(),
})

export const refusedSchema = z.object({
  at: z.string(),
  kind: z.enum(['connection', 'authentication']),
  remote: z.string(),
  local: z.string(),
  deviceId: z.string().nullable(),
  username: z.string().nullable(),
  /** Stable, kebab-case. */
  reason: z.string(),
  /** What happened, and what to do. */
  detail: z.string(),
  sessionId: z.string().nullable(),
})

export const acsSettings = {
  authentication: {
    get: base
      .route({ method: 'GET', path: '/acs/authentication', summary: 'How CPEs have to say who they are' })
      .output(acsAuthenticationSchema),
    set: base
      .route({
        method: 'PUT',
        path: '/acs/authentication',
        summary: 'Choose how CPEs have to say who they are; what is left out stays',
      })
      .input(acsAuthenticationChoices)
      .output(acsAuthenticationSchema),
    getDevice: base
      .route({
        method: 'GET',
        path: '/devices/{deviceId}/authentication',
        summary: 'How one CPE has to say who it is',
      })
      .input(z.object({ deviceId: z.string() }))
      .output(deviceLoginSchema),
    setDevice: base
      .route({
        method: 'PUT',
        path: '/devices/{deviceId}/authentication',
        summary: 'Store what one CPE authenticates with; null takes a choice back, what is left out stays',
      })
      .input(
        z.strictObject({
          deviceId: z.string().min(1),
          mode: modeSchema.nullable().optional(),
          username: usernameSchema.nullable().optional(),
          password: passwordSchema.nullable().optional(),
        }),
      )
      .output(deviceLoginSchema),
  },
  redirects: {
    get: base
      .route({ method: 'GET', path: '/acs/redirects', summary: 'CPEs that are sent to another URL' })
      .output(z.object({ items: z.array(redirectSchema) })),
    set: base
      .route({
        method: 'PUT',
        path: '/acs/redirects',
        summary: 'Send CPEs to another URL (302 or 307), all or single ones, so many times',
      })
      .input(z.strictObject({ items: z.array(redirectChoice).max(1000) }))
      .output(z.object({ items: z.array(redirectSchema) })),
  },
  tls: {
    get: base
      .route({ method: 'GET', path: '/acs/tls', summary: 'How the ACS listens with TLS' })
      .output(acsTlsSchema),
    set: base
      .route({
        method: 'PUT',
        path: '/acs/tls',
        summary: 'Choose how the ACS listens with TLS; what is left out stays',
      })
      .input(acsTlsChoices)
      .output(acsTlsSchema),
    authority: base
      .route({
        method: 'GET',
        path: '/acs/tls/authority',
        summary: 'The CA certificate of this workbench, for CPEs to trust',
      })
      .input(z.object({ format: z.enum(['pem', 'der']).default('pem') }))
      .output(z.instanceof(Blob)),
    importCertificate: base
      .route({
        method: 'PUT',
        path: '/acs/tls/certificate',
        summary: 'Use a certificate of your own: private key and chain, PEM',
      })
      .input(
        z.strictObject({
          key: z.string().max(100_000),
          chain: z.string().max(200_000),
          passphrase: z.string().max(1000).optional(),
        }),
      )
      .output(acsTlsSchema),
    removeCertificate: base
      .route({
        method: 'DELETE',
        path: '/acs/tls/certificate',
        summary: 'Forget the imported certificate and use the own one of the workbench',
      })
      .output(acsTlsSchema),
  },
  refused: base
    .route({
      method: 'GET',
      path: '/acs/refused',
      summary: 'The latest connections and credentials that were refused, and why; newest first',
    })
    .output(z.object({ items: z.array(refusedSchema) })),
}

export type AcsAuthentication = z.infer<typeof acsAuthenticationSchema>
export type DeviceLogin = z.infer<typeof deviceLoginSchema>
export type AcsRedirect = z.infer<typeof redirectSchema>
export type AcsTls = z.infer<typeof acsTlsSchema>
export type ConnectionTls = z.infer<typeof connectionTlsSchema>
export type Refused = z.infer<typeof refusedSchema>
