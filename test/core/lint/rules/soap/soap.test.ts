import { expect, it } from 'vitest'
import { exampleSubject, lintExample } from '../../example.js'
import { lintMessage } from '../../../../../src/core/lint/index.js'
import { testMarked } from '../../marked-cases.js'
import { soapRules } from '../../../../../src/core/lint/rules/soap/index.js'

const id = '<cwmp:ID s:mustUnderstand="1">1</cwmp:ID>'
const reboot = '<cwmp:RebootResponse/>'

interface Parts {
  readonly header?: string
  readonly body?: string
  readonly cwmp?: string
  readonly soap?: string
  readonly more?: string
}

/** An envelope that is right but for what is given. */
const envelope = (parts: Parts = {}): string => {
  const { header = id, body = reboot, cwmp = 'urn:dslforum-org:cwmp-1-0', more = '' } = parts
  const soap = parts.soap ?? 'http://schemas.xmlsoap.org/soap/envelope/'
  return `<s:Envelope xmlns:s="${soap}" xmlns:cwmp="${cwmp}"${more}>
<s:Header>${header}</s:Header>
<s:Body>${body}</s:Body>
</s:Envelope>`
}
const fromAcs = (text: string): string => `HTTP/1.1 200 OK\nContent-Type: text/xml\n\n${text}`
const fromCpe = (text: string): string => `POST /acs HTTP/1.1\nContent-Type: text/xml\n\n${text}`
const inform = '<cwmp:Inform></cwmp:Inform>'
const informResponse = '<cwmp:InformResponse><MaxEnvelopes>1</MaxEnvelopes></cwmp:InformResponse>'
const detail = (code: string): string =>
  `<detail><cwmp:Fault><FaultCode>${code}</FaultCode></cwmp:Fault></detail>`
const fault = (faultcode: string, faultstring: string, rest: string): string =>
  `<soap-env:Fault><faultcode>${faultcode}</faultcode><faultstring>${faultstring}</faultstring>${rest}</soap-env:Fault>`
const names = '<ParameterNames e:arrayType="xsd:string[1]"><string>a.</string></ParameterNames>'

testMarked(soapRules, {
  'deprecated-header': {
    finds: {
      'NoMoreRequests, whatever its value': envelope({
        header: `${id}⟦<cwmp:NoMoreRequests>⟧0</cwmp:NoMoreRequests>`,
      }),
    },
    leaves: {
      HoldRequests: envelope({
        header: `${id}<cwmp:HoldRequests s:mustUnderstand="1">0</cwmp:HoldRequests>`,
      }),
    },
  },
  'empty-body': {
    finds: { 'a Body with only white space': envelope({ body: '' }).replace('<s:Body>', '⟦<s:Body>⟧ \n') },
    leaves: { 'an empty POST': 'POST / HTTP/1.1\nContent-Length: 0\n\n' },
  },
  'detail-in-faultstring': {
    finds: {
      'the detail inside the faultstring': `<soap-env:Fault><faultcode>Client</faultcode><faultstring>CWMP fault⟦<detail>⟧<cwmp:Fault><FaultCode>9003</FaultCode></cwmp:Fault></detail></faultstring></soap-env:Fault>`,
    },
    leaves: {
      'a detail where it belongs': fault('Client', 'CWMP fault', detail('9003')),
      'a faultstring that speaks of a detail': fault('Client', '&lt;detail>', detail('9003')),
    },
  },
  'incomplete-fault': {
    finds: {
      'a CWMP fault without code':
        '<soap-env:Fault><faultcode>Client</faultcode><detail>⟦<cwmp:Fault>⟧</cwmp:Fault></detail></soap-env:Fault>',
    },
    leaves: { 'a fault without FaultString': fault('Client', 'CWMP fault', detail('9003')) },
  },
  'missing-body': {
    finds: {
      'an RPC directly in the Envelope': `⟦<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">⟧${reboot}</s:Envelope>`,
    },
    leaves: { 'a Body with another prefix': envelope().replaceAll('s:Body', 'x:Body') },
  },
  'missing-cwmp-id': {
    finds: { 'a header without it': envelope({ header: '' }).replace(/^(.*>)\n/, '⟦$1⟧\n') },
    leaves: { 'an ID without its prefix': envelope({ header: '<ID>1</ID>' }) },
  },
  'no-envelope': {
    finds: { 'a page of HTML': '⟦⟧<?xml version="1.0"?><html></html>' },
    leaves: { 'an envelope inside the wrapper of a log': `<?xml version="1.0"?><log>${envelope()}</log>` },
  },
  'non-standard-cwmp-namespace': {
    finds: { 'cwmp-1-3': envelope({ cwmp: 'urn:dslforum-org:cwmp-1-3', body: `⟦${reboot}⟧` }) },
    leaves: { 'cwmp-1-2': envelope({ cwmp: 'urn:dslforum-org:cwmp-1-2' }) },
  },
  'several-body-elements': {
    finds: { 'a second RPC': envelope({ body: `${reboot}⟦${reboot}⟧` }) },
    leaves: { 'the multiRef elements of a SOAP library': envelope({ body: `${reboot}<multiRef id="1"/>` }) },
  },
  'several-envelopes': {
    finds: { 'a second one': `${envelope()}\n${envelope().replace(/^(.*>)\n/, '⟦$1⟧\n')}` },
    leaves: {
      'an envelope in a value':
        '<ParameterValueStruct><Name>Device.X</Name><Value xsi:type="xsd:string">&lt;Envelope/></Value></ParameterValueStruct>',
    },
  },
  'text-after-envelope': {
    finds: { 'the rest of an older message': `${envelope()}⟦tterList>⟧` },
    leaves: { 'line ends': `${envelope()}\r\n\r\n`, 'a comment': `${envelope()}<!-- end -->` },
  },
  'text-before-envelope': {
    finds: { 'the prefix of a log': `⟦<13>Nov 22 cwmpd: ⟧${envelope()}` },
    leaves: { 'white space': `\n \n${envelope()}` },
  },
  'unknown-header': {
    finds: {
      'one that must be understood': envelope({
        header: `${id}⟦<wsa:To xmlns:wsa="urn:a" s:mustUnderstand="1">⟧x</wsa:To>`,
      }),
    },
    leaves: {
      'one that need not be': envelope({
        header: `${id}<wsa:To xmlns:wsa="urn:a" s:mustUnderstand="0">x</wsa:To>`,
      }),
      NoMoreRequests: envelope({
        header: `${id}<cwmp:NoMoreRequests s:mustUnderstand="1">1</cwmp:NoMoreRequests>`,
      }),
    },
  },
  'unknown-rpc': {
    finds: { 'an RPC in the wrong case': '⟦<cwmp:getParameterValues>⟧</cwmp:getParameterValues>' },
    leaves: {
      'a method of a vendor': '<cwmp:X_00A1B2_Blink/>',
      'a deprecated one': '<cwmp:GetOptions><OptionName/></cwmp:GetOptions>',
    },
  },
  'wrong-cwmp-namespace': {
    finds: {
      'another urn': envelope({ cwmp: 'urn:dslforum-org:cwmp-1-9', body: `⟦${reboot}⟧` }),
      'none at all': envelope({ body: '⟦<RebootResponse/>⟧' }),
    },
    leaves: {
      'the namespace on the RPC itself': envelope({
        cwmp: 'urn:a',
        body: '<c:RebootResponse xmlns:c="urn:dslforum-org:cwmp-1-1"/>',
      }),
    },
  },
  'wrong-envelope-namespace': {
    finds: {
      'SOAP 1.2': `⟦<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">⟧<s:Body>${reboot}</s:Body></s:Envelope>`,
      'no namespace': `⟦<Envelope xmlns:cwmp="urn:dslforum-org:cwmp-1-0">⟧<Body>${reboot}</Body></Envelope>`,
    },
    leaves: {
      'any prefix': envelope().replaceAll(/(?<=[</ ])s:|(?<=xmlns:)s(?==)/g, (s) =>
        s.replace('s', 'soap_env'),
      ),
    },
  },
  'wrong-header-value': {
    finds: {
      'HoldRequests that is no boolean': envelope({
        header: `${id}⟦<cwmp:HoldRequests s:mustUnderstand="1">⟧no</cwmp:HoldRequests>`,
      }),
      'SessionTimeout that is no number': envelope({
        header: `${id}⟦<cwmp:SessionTimeout>⟧30s</cwmp:SessionTimeout>`,
      }),
    },
    leaves: {
      'white space around a boolean': envelope({
        header: `${id}<cwmp:HoldRequests s:mustUnderstand="1"> true </cwmp:HoldRequests>`,
      }),
    },
  },
  'wrong-must-understand': {
    finds: {
      true: envelope({ header: '<cwmp:ID ⟦s:mustUnderstand="true"⟧>1</cwmp:ID>' }),
      'no prefix': envelope({ header: '<cwmp:ID ⟦mustUnderstand="1"⟧>1</cwmp:ID>' }),
      'the encoding namespace': envelope({
        header:
          '<cwmp:ID ⟦e:mustUnderstand="1"⟧ xmlns:e="http://schemas.xmlsoap.org/soap/encoding/">1</cwmp:ID>',
      }),
      'none where it must be': envelope({ header: '⟦<cwmp:ID>⟧1</cwmp:ID>' }),
      '1 where it must be 0': envelope({
        header: `${id}<cwmp:SessionTimeout ⟦s:mustUnderstand="1"⟧>30</cwmp:SessionTimeout>`,
      }),
    },
    leaves: {
      'none where it may be left out': envelope({
        header: `${id}<cwmp:SessionTimeout>30</cwmp:SessionTimeout>`,
      }),
      'NoMoreRequests as 1': envelope({
        header: `${id}<cwmp:NoMoreRequests s:mustUnderstand="1">1</cwmp:NoMoreRequests>`,
      }),
    },
  },
  'duplicate-header': {
    finds: {
      'a second ID, even an equal one': envelope({
        header: `${id}⟦<cwmp:ID s:mustUnderstand="1">⟧1</cwmp:ID>`,
      }),
    },
    leaves: {
      'two headers that are none of CWMP': envelope({ header: `${id}<x:A xmlns:x="u"/><x:A xmlns:x="u"/>` }),
    },
  },
  'empty-cwmp-id': {
    finds: {
      'an empty element': envelope({ header: '⟦<cwmp:ID s:mustUnderstand="1"/>⟧' }),
      'white space': envelope({ header: '⟦<cwmp:ID s:mustUnderstand="1">⟧ \n</cwmp:ID>' }),
    },
    leaves: {
      'the ID 0': envelope({ header: '<cwmp:ID s:mustUnderstand="1">0</cwmp:ID>' }),
      'no ID': envelope({ header: '' }),
    },
  },
  'long-cwmp-id': {
    finds: {
      '33 characters': envelope({ header: `<cwmp:ID s:mustUnderstand="1">⟦${'a'.repeat(33)}⟧</cwmp:ID>` }),
    },
    leaves: {
      '32 characters': envelope({ header: `<cwmp:ID s:mustUnderstand="1">${'a'.repeat(32)}</cwmp:ID>` }),
      '32 characters of two code units': envelope({
        header: `<cwmp:ID s:mustUnderstand="1">${'😀'.repeat(32)}</cwmp:ID>`,
      }),
    },
  },
  'header-in-wrong-direction': {
    finds: {
      'HoldRequests from a CPE': fromCpe(
        envelope({ header: `${id}⟦<cwmp:HoldRequests s:mustUnderstand="1">⟧1</cwmp:HoldRequests>` }),
      ),
      'UseCWMPVersion from a CPE': fromCpe(
        envelope({
          body: inform,
          header: `${id}⟦<cwmp:UseCWMPVersion s:mustUnderstand="1">⟧1.2</cwmp:UseCWMPVersion>`,
        }),
      ),
      'SupportedCWMPVersions from an ACS': fromAcs(
        envelope({
          body: informResponse,
          header: `${id}⟦<cwmp:SupportedCWMPVersions>⟧1.2</cwmp:SupportedCWMPVersions>`,
        }),
      ),
    },
    leaves: {
      'HoldRequests from an ACS': fromAcs(
        envelope({
          body: informResponse,
          header: `${id}<cwmp:HoldRequests s:mustUnderstand="1">1</cwmp:HoldRequests>`,
        }),
      ),
      'SessionTimeout from a CPE': fromCpe(
        envelope({ body: inform, header: `${id}<cwmp:SessionTimeout>60</cwmp:SessionTimeout>` }),
      ),
      'a file that either side can have sent': envelope({
        body: '<cwmp:GetRPCMethods/>',
        header: `${id}<cwmp:HoldRequests s:mustUnderstand="1">1</cwmp:HoldRequests>`,
      }),
      'NoMoreRequests from either': fromCpe(
        envelope({ header: `${id}<cwmp:NoMoreRequests>1</cwmp:NoMoreRequests>` }),
      ),
    },
  },
  'header-in-wrong-message': {
    finds: {
      'SessionTimeout in an answer of the CPE': fromCpe(
        envelope({ header: `${id}⟦<cwmp:SessionTimeout>⟧60</cwmp:SessionTimeout>` }),
      ),
      'UseCWMPVersion in a request of the ACS': fromAcs(
        envelope({
          body: '<cwmp:FactoryReset/>',
          header: `${id}⟦<cwmp:UseCWMPVersion s:mustUnderstand="1">⟧1.2</cwmp:UseCWMPVersion>`,
        }),
      ),
    },
    leaves: {
      'UseCWMPVersion in the InformResponse': fromAcs(
        envelope({
          body: informResponse,
          header: `${id}<cwmp:UseCWMPVersion s:mustUnderstand="1">1.2</cwmp:UseCWMPVersion>`,
        }),
      ),
      'HoldRequests in any message of the ACS': fromAcs(
        envelope({
          body: '<cwmp:FactoryReset/>',
          header: `${id}<cwmp:HoldRequests s:mustUnderstand="1">1</cwmp:HoldRequests>`,
        }),
      ),
      'what is in the wrong direction already': fromCpe(
        envelope({ header: `${id}<cwmp:UseCWMPVersion s:mustUnderstand="1">1.2</cwmp:UseCWMPVersion>` }),
      ),
    },
  },
  'short-session-timeout': {
    finds: {
      '29 seconds': envelope({
        body: inform,
        header: `${id}<cwmp:SessionTimeout>⟦29⟧</cwmp:SessionTimeout>`,
      }),
    },
    leaves: {
      '30 seconds': envelope({ body: inform, header: `${id}<cwmp:SessionTimeout>30</cwmp:SessionTimeout>` }),
    },
  },
  'unknown-cwmp-version': {
    finds: {
      'a version there is not': envelope({
        body: inform,
        header: `${id}<cwmp:SupportedCWMPVersions>⟦1.0,1.5⟧</cwmp:SupportedCWMPVersions>`,
      }),
      'an empty list': envelope({
        body: inform,
        header: `${id}⟦<cwmp:SupportedCWMPVersions>⟧</cwmp:SupportedCWMPVersions>`,
      }),
      'one to use that there is not': envelope({
        body: informResponse,
        header: `${id}<cwmp:UseCWMPVersion s:mustUnderstand="1">⟦1-2⟧</cwmp:UseCWMPVersion>`,
      }),
    },
    leaves: {
      'spaces behind the commas': envelope({
        body: inform,
        header: `${id}<cwmp:SupportedCWMPVersions>1.0, 1.1, 1.4</cwmp:SupportedCWMPVersions>`,
      }),
    },
  },
  'header-not-in-cwmp-namespace': {
    finds: {
      'no namespace': envelope({ header: '⟦<ID s:mustUnderstand="1">⟧1</ID>' }),
      'that of SOAP': envelope({ header: '⟦<s:ID s:mustUnderstand="1">⟧1</s:ID>' }),
    },
    leaves: {
      'another version than the RPC': envelope({
        header: '<c:ID xmlns:c="urn:dslforum-org:cwmp-1-2" s:mustUnderstand="1">1</c:ID>',
      }),
      'a prefix that nobody declared': envelope({ header: '<ns1:ID s:mustUnderstand="1">1</ns1:ID>' }),
    },
  },
  'encoding-namespace-without-slash': {
    finds: {
      'it on the Envelope': envelope({
        more: ' xmlns:e="⟦http://schemas.xmlsoap.org/soap/encoding⟧"',
        body: `<cwmp:GetParameterValues>${names}</cwmp:GetParameterValues>`,
      }),
      'it on an inner element': envelope({
        body: `<cwmp:GetParameterValues xmlns:e="⟦http://schemas.xmlsoap.org/soap/encoding⟧">${names}</cwmp:GetParameterValues>`,
      }),
    },
    leaves: {
      'encodingStyle without the slash': envelope({
        more: ' s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding"',
      }),
      'it in a value': envelope({
        body: '<cwmp:Reboot><CommandKey>xmlns:e="http://schemas.xmlsoap.org/soap/encoding"</CommandKey></cwmp:Reboot>',
      }),
    },
  },
  'old-schema-namespace': {
    finds: {
      1999: envelope({ more: ' xmlns:xsd="⟦http://www.w3.org/1999/XMLSchema⟧"' }),
      'October 2000, of instances': envelope({
        more: ' xmlns:xsi="⟦http://www.w3.org/2000/10/XMLSchema-instance⟧"',
      }),
    },
    leaves: {
      2001: envelope({ more: ' xmlns:xsd="http://www.w3.org/2001/XMLSchema"' }),
      'the namespace of another standard': envelope({ more: ' xmlns:x="http://www.w3.org/1999/xlink"' }),
    },
  },
  'inner-namespace-declaration': {
    finds: {
      'one on a Value': envelope({
        body: '<cwmp:Reboot><CommandKey ⟦xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"⟧ xsi:type="x">a</CommandKey></cwmp:Reboot>',
      }),
    },
    leaves: {
      'those on the Envelope': envelope({ more: ' xmlns:a="b"' }),
      'one in the Header': envelope({
        header: `<c:ID xmlns:c="urn:dslforum-org:cwmp-1-0" s:mustUnderstand="1">1</c:ID>`,
      }),
      'the word in a value': envelope({
        body: '<cwmp:Reboot><CommandKey>xmlns:a="b"</CommandKey></cwmp:Reboot>',
      }),
    },
  },
  'misleading-prefix': {
    finds: {
      'soap for the encoding': envelope({
        more: ' ⟦xmlns:soap="http://schemas.xmlsoap.org/soap/encoding/"⟧',
      }),
      'xs for the encoding': envelope({ more: ' ⟦xmlns:xs="http://schemas.xmlsoap.org/soap/encoding/"⟧' }),
      'xsi for the schema': envelope({ more: ' ⟦xmlns:xsi="http://www.w3.org/2001/XMLSchema"⟧' }),
    },
    leaves: {
      'prefixes with underscores': envelope({
        more: ' xmlns:soap_enc="http://schemas.xmlsoap.org/soap/encoding/"',
      }),
      'SOAP-ENC in capitals': envelope({
        more: ' xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/"',
      }),
      'prefixes that are usual for nothing': envelope({
        more: ' xmlns:ns2="http://schemas.xmlsoap.org/soap/encoding/"',
      }),
      'soap for a namespace that has no usual prefix': envelope({ more: ' xmlns:soap="urn:a"' }),
    },
  },
  'fault-without-detail': {
    finds: {
      'an empty detail': fault('Server', 'Out of memory', '<detail/>').replace(
        '<soap-env:Fault>',
        '⟦<soap-env:Fault>⟧',
      ),
      'a detail of the framework': fault(
        'soap-env:Server',
        'NullPointerException',
        '<detail><stack>a</stack></detail>',
      ).replace('<soap-env:Fault>', '⟦<soap-env:Fault>⟧'),
    },
    leaves: {
      'a CWMP fault': fault('Client', 'CWMP fault', detail('9003')),
      'the answer to a header that must be understood': fault(
        'soap-env:MustUnderstand',
        'Header not understood',
        '',
      ),
      'a FaultCode directly in the fault': fault('Client', 'CWMP fault', '<FaultCode>9003</FaultCode>'),
      'a FaultCode directly in the detail': fault(
        'Client',
        'CWMP fault',
        '<detail><FaultCode>9003</FaultCode></detail>',
      ),
    },
  },
  'unusual-faultstring': {
    finds: {
      'what really happened': fault('Server', '⟦Disk full⟧', detail('9002')),
      'an empty one': fault('Server', '', detail('9002')).replace('<faultstring>', '⟦<faultstring>⟧'),
    },
    leaves: {
      'another case': fault('Server', 'CWMP Fault', detail('9002')),
      'a plain SOAP fault': fault('Server', 'Disk full', ''),
    },
  },
  'unusual-faultcode': {
    finds: {
      'a CWMP code': fault('⟦9002⟧', 'CWMP fault', detail('9002')),
      'a subcode': fault('⟦Client.Name⟧', 'CWMP fault', detail('9005')),
    },
    leaves: {
      'a prefix': fault('soap-env:Server', 'CWMP fault', detail('9002')),
      'a plain SOAP fault': fault('Busy', 'Disk full', ''),
    },
  },
  'faultcode-mismatch': {
    finds: {
      'Client for an internal error': fault('⟦Client⟧', 'CWMP fault', detail('9002')),
      'Server for a wrong name': fault('⟦soap-env:Server⟧', 'CWMP fault', detail('9005')),
    },
    leaves: {
      'what fits': fault('Client', 'CWMP fault', detail('9008')),
      'codes of software modules, where nobody is sure': fault('Server', 'CWMP fault', detail('9022')),
      'codes of vendors': fault('Client', 'CWMP fault', detail('9800')),
      'codes of an ACS': fault('Client', 'CWMP fault', detail('8002')),
    },
  },
})

it('many inner declarations are told ten times and then counted', () => {
  const values = '<CommandKey xmlns:a="b"/>'.repeat(50)
  const found = lintExample(envelope({ body: `<cwmp:X_LAB_Many>${values}</cwmp:X_LAB_Many>` })).filter(
    ({ rule }) => rule === 'inner-namespace-declaration',
  )
  expect(found).toHaveLength(11)
  expect(found.at(-1)?.message).toContain('40 like this')
})

it('a message that declares namespaces on every element is read in linear time', () => {
  const declarations = Array.from({ length: 200 }, (_, index) => ` xmlns:a${index}="b"`).join('')
  const body = `<cwmp:X_LAB_Many>${`<a${declarations}/>`.repeat(1_000)}</cwmp:X_LAB_Many>`
  const subject = exampleSubject(envelope({ body }))
  const started = performance.now()
  lintMessage(subject)
  expect(performance.now() - started).toBeLessThan(5_000)
})
