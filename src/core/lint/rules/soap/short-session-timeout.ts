import { headerElements } from '../../header-elements.js'
import { contentOf } from '../../place.js'
import type { EnvelopeRule } from '../../rule.js'

/** Seconds. */
const least = 30

export const shortSessionTimeout: EnvelopeRule = {
  kind: 'envelope',
  id: 'short-session-timeout',
  severity: 'warning',
  title: 'SessionTimeout is below 30 seconds.',
  reference: 'practice: the least SessionTimeout is 30 seconds, which are the floor without the header, too',
  explanation:
    'The CPE asks the ACS to end idle sessions earlier than after the 30 seconds that are the least. ' +
    'An ACS that obeys may end the session while the device is still gathering a long answer, which ' +
    'then arrives in a session that is over. Have the CPE ask for 30 or more.',
  wrong: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-2"
  xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID>
  <cwmp:SessionTimeout>5</cwmp:SessionTimeout></soap:Header>
<soap:Body><cwmp:Inform>
  <DeviceId><Manufacturer>Lab</Manufacturer><OUI>A1B2C3</OUI><ProductClass>Box</ProductClass><SerialNumber>1</SerialNumber></DeviceId>
  <Event soapenc:arrayType="cwmp:EventStruct[1]"><EventStruct><EventCode>2 PERIODIC</EventCode><CommandKey/></EventStruct></Event>
  <MaxEnvelopes>1</MaxEnvelopes><CurrentTime>2026-11-22T10:00:00Z</CurrentTime><RetryCount>0</RetryCount>
  <ParameterList soapenc:arrayType="cwmp:ParameterValueStruct[0]"/>
</cwmp:Inform></soap:Body>
</soap:Envelope>`,
  right: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-2"
  xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID>
  <cwmp:SessionTimeout>30</cwmp:SessionTimeout></soap:Header>
<soap:Body><cwmp:Inform>
  <DeviceId><Manufacturer>Lab</Manufacturer><OUI>A1B2C3</OUI><ProductClass>Box</ProductClass><SerialNumber>1</SerialNumber></DeviceId>
  <Event soapenc:arrayType="cwmp:EventStruct[1]"><EventStruct><EventCode>2 PERIODIC</EventCode><CommandKey/></EventStruct></Event>
  <MaxEnvelopes>1</MaxEnvelopes><CurrentTime>2026-11-22T10:00:00Z</CurrentTime><RetryCount>0</RetryCount>
  <ParameterList soapenc:arrayType="cwmp:ParameterValueStruct[0]"/>
</cwmp:Inform></soap:Body>
</soap:Envelope>`,
  check: ({ source, header: { sessionTimeout } }, report) => {
    if (sessionTimeout === undefined || sessionTimeout >= least) return
    for (const { name, element } of headerElements(source)) {
      if (name !== 'SessionTimeout') continue
      const message = `SessionTimeout is ${sessionTimeout} seconds; ${least} are the least.`
      report(message, contentOf(source.document, element))
    }
  },
}
