import { parseAuth, parseBasic, type AuthFields } from '../../../core/http/index.js'

/** One line about how a message authenticates, or asks for it. No secret among them. */
export interface AuthenticationFact {
  readonly name: string
  readonly value: string
}

/** What may be told of digest fields: what is proof or could be replayed is not among it. */
const told: readonly (readonly [string, string])[] = [
  ['username', 'User name'],
  ['realm', 'Realm'],
  ['algorithm', 'Algorithm'],
  ['qop', 'Protection (qop)'],
  ['uri', 'URI in the digest'],
  ['nc', 'Nonce count (nc)'],
  ['stale', 'Nonce stale'],
]

/** The challenges and credentials of a message, in words. */
export function authenticationFacts(
  headers: readonly (readonly [string, string])[],
): readonly AuthenticationFact[] {
  const named = (name: string) =>
    headers.flatMap(([each, value]) => (each.toLowerCase() === name ? [value] : []))
  return [
    ...parseAuth(named('www-authenticate')).flatMap((challenge) => [
      { name: 'Asked for', value: schemeName(challenge.scheme) },
      ...fieldsOf(challenge),
    ]),
    ...named('authorization').flatMap((value) => {
      const [fields] = parseAuth([value])
      if (!fields) return []
      const basic = fields.scheme === 'basic' ? parseBasic(value) : null
      return [
        { name: 'Sent', value: schemeName(fields.scheme) },
        ...(basic ? [{ name: 'User name', value: basic.username }] : []),
        ...fieldsOf(fields),
      ]
    }),
  ]
}

function fieldsOf({ parameters }: AuthFields): AuthenticationFact[] {
  return told.flatMap(([field, name]) => {
    const value = parameters.get(field)
    return value === undefined ? [] : [{ name, value }]
  })
}

function schemeName(scheme: string): string {
  return `${scheme.charAt(0).toUpperCase()}${scheme.slice(1)}`
}
