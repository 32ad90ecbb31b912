import fc from 'fast-check'
import type { WriteStyle } from '../../../src/core/soap/index.js'

/** Every way a message can be spelled. */
export const anyStyle: fc.Arbitrary<Partial<WriteStyle>> = fc.record(
  {
    xmlDeclaration: fc.boolean(),
    booleanLiteral: fc.constantFrom('as-given' as const, '0/1' as const, 'true/false' as const),
    dateTimeFraction: fc.constantFrom('as-given' as const, 'none' as const, 'milliseconds' as const),
    pretty: fc.boolean(),
    prefixes: fc.constantFrom(
      { envelope: 'soapenv', encoding: 'soapenc', schema: 'xsd', schemaInstance: 'xsi', cwmp: 'cwmp' },
      { envelope: 'SOAP-ENV', encoding: 'SOAP-ENC', schema: 'xsd', schemaInstance: 'xsi', cwmp: 'cwmp' },
      { envelope: 'soap_env', encoding: 'soap', schema: 'xs', schemaInstance: 'i', cwmp: 'dsl' },
      // Crossed on purpose: a prefix means what it is declared as, not what it looks like.
      { envelope: 'cwmp', encoding: 'xsd', schema: 'soapenc', schemaInstance: 'soapenv', cwmp: 'xsi' },
    ),
  },
  { requiredKeys: [] },
)
