import {
  encodingNamespace,
  envelopeNamespace,
  schemaInstanceNamespace,
  schemaNamespace,
} from '../soap/namespaces.js'

/** What prefixes usually stand for. A reader that knows no namespaces goes by them. */
const usual: readonly { readonly written: string; readonly prefix: RegExp; readonly namespace: string }[] = [
  { written: 'soap', prefix: /^soap(?:[-_]?env)?$/i, namespace: envelopeNamespace },
  { written: 'soap-enc', prefix: /^(?:enc|soap[-_]?enc)$/i, namespace: encodingNamespace },
  { written: 'xsd', prefix: /^xsd?$/i, namespace: schemaNamespace },
  { written: 'xsi', prefix: /^xsi$/i, namespace: schemaInstanceNamespace },
]

/** The namespace that a prefix usually stands for; null: nobody could tell. */
export function usualNamespaceOf(prefix: string): string | null {
  return usual.find((candidate) => candidate.prefix.test(prefix))?.namespace ?? null
}

/** The prefix that is usual for one of those namespaces, also where its last slash is missing; null for others. */
export function usualPrefixOf(namespace: string): string | null {
  const found = usual.find(
    (candidate) => candidate.namespace.replace(/\/$/, '') === namespace.replace(/\/$/, ''),
  )
  return found?.written ?? null
}
