import type { CwmpVersion } from './message.js'

/** The namespaces of CWMP and what is accepted for them (TR-069a6 3.5; cwmp-1-*.xsd). */

export const envelopeNamespace = 'http://schemas.xmlsoap.org/soap/envelope/'
export const encodingNamespace = 'http://schemas.xmlsoap.org/soap/encoding/'
export const schemaNamespace = 'http://www.w3.org/2001/XMLSchema'
export const schemaInstanceNamespace = 'http://www.w3.org/2001/XMLSchema-instance'
export const soap12EnvelopeNamespace = 'http://www.w3.org/2003/05/soap-envelope'

/** The namespace we write; 1.2, 1.3 and 1.4 share one. */
export function cwmpNamespace(version: CwmpVersion): string {
  switch (version) {
    case '1.0':
      return 'urn:dslforum-org:cwmp-1-0'
    case '1.1':
      return 'urn:dslforum-org:cwmp-1-1'
    case '1.2':
    case '1.3':
    case '1.4':
      return 'urn:dslforum-org:cwmp-1-2'
  }
}

/** The version a namespace names; `cwmp-1-3` and `cwmp-1-4` are not standard but used. Null: not a CWMP namespace. */
export function versionOfNamespace(namespace: string | null): CwmpVersion | null {
  switch (namespace) {
    case 'urn:dslforum-org:cwmp-1-0':
      return '1.0'
    case 'urn:dslforum-org:cwmp-1-1':
      return '1.1'
    case 'urn:dslforum-org:cwmp-1-2':
      return '1.2'
    case 'urn:dslforum-org:cwmp-1-3':
      return '1.3'
    case 'urn:dslforum-org:cwmp-1-4':
      return '1.4'
    default:
      return null
  }
}

/** CPEs write the encoding namespace without its last slash, too. */
export function isEncodingNamespace(namespace: string | null): boolean {
  return namespace !== null && namespace.replace(/\/$/, '') === encodingNamespace.slice(0, -1)
}

/** 2001 is the only right edition; 1999 and 2000 are still met. */
export function isSchemaNamespace(namespace: string | null): boolean {
  return namespace !== null && /^http:\/\/www\.w3\.org\/\d{4}(?:\/10)?\/XMLSchema\/?$/.test(namespace)
}
