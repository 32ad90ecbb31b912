import {
  encodingNamespace,
  envelopeNamespace,
  schemaInstanceNamespace,
  schemaNamespace,
} from '../soap/namespaces.js'

/** What prefixes usually stand for. A reader that knows no namespaces goes by them. */
const usual: readonly { readonly prefix: RegExp; readonly namespace: string }[] = [
  { prefix: /^(?:soap|soap[-_]?env)$/i, namespace: envelopeNamespace },
  { prefix: /^(?:enc|soap[-_]?enc)$/i, namespace: encodingNamespace },
  { prefix: /^xsd?$/i, namespace: schemaNamespace },
  { prefix: /^xsi$/i, namespace: schemaInstanceNamespace },
]

/** The namespace that a prefix usually stands for; null: nobody could tell. */
export function usualNamespaceOf(prefix: string): string | null {
  return usual.find((candidate) => candidate.prefix.test(prefix))?.namespace ?? null
}
