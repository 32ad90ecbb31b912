/** SOAP text for the stand-in's messages: enough for an inspector to have something true to show. */

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'
const CWMP = 'urn:dslforum-org:cwmp-1-0'

export function envelope(cwmpId: string, body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<SOAP-ENV:Envelope xmlns:SOAP-ENV="${SOAP}" xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:cwmp="${CWMP}">
  <SOAP-ENV:Header>
    <cwmp:ID SOAP-ENV:mustUnderstand="1">${cwmpId}</cwmp:ID>
  </SOAP-ENV:Header>
  <SOAP-ENV:Body>
${body}
  </SOAP-ENV:Body>
</SOAP-ENV:Envelope>
`
}

export const bodies = {
  inform: (events: readonly string[]) => `    <cwmp:Inform>
      <DeviceId>
        <Manufacturer>Example Networks</Manufacturer>
        <OUI>00D09E</OUI>
        <ProductClass>EN-4200</ProductClass>
        <SerialNumber>SN0000002</SerialNumber>
      </DeviceId>
      <Event SOAP-ENC:arrayType="cwmp:EventStruct[${events.length}]">
${events.map((event) => `        <EventStruct><EventCode>${event}</EventCode><CommandKey></CommandKey></EventStruct>`).join('\n')}
      </Event>
      <MaxEnvelopes>1</MaxEnvelopes>
      <CurrentTime>2026-11-22T12:03:11Z</CurrentTime>
      <RetryCount>0</RetryCount>
      <ParameterList SOAP-ENC:arrayType="cwmp:ParameterValueStruct[1]">
        <ParameterValueStruct>
          <Name>InternetGatewayDevice.DeviceInfo.SoftwareVersion</Name>
          <Value xsi:type="xsd:string">2.1.0</Value>
        </ParameterValueStruct>
      </ParameterList>
    </cwmp:Inform>`,
  informResponse: `    <cwmp:InformResponse>
      <MaxEnvelopes>1</MaxEnvelopes>
    </cwmp:InformResponse>`,
  getValues: `    <cwmp:GetParameterValues>
      <ParameterNames SOAP-ENC:arrayType="xsd:string[1]">
        <string>InternetGatewayDevice.LANDevice.1.WLANConfiguration.</string>
      </ParameterNames>
    </cwmp:GetParameterValues>`,
  getValuesResponse: `    <cwmp:GetParameterValuesResponse>
      <ParameterList SOAP-ENC:arrayType="cwmp:ParameterValueStruct[2]">
        <ParameterValueStruct>
          <Name>InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.SSID</Name>
          <Value xsi:type="xsd:string">lab-home</Value>
        </ParameterValueStruct>
        <ParameterValueStruct>
          <Name>InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.Channel</Name>
          <Value xsi:type="xsd:unsignedInt">11</Value>
        </ParameterValueStruct>
      </ParameterList>
    </cwmp:GetParameterValuesResponse>`,
  setValues: `    <cwmp:SetParameterValues>
      <ParameterList SOAP-ENC:arrayType="cwmp:ParameterValueStruct[2]">
        <ParameterValueStruct>
          <Name>InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.SSID</Name>
          <Value xsi:type="xsd:string">lab-bench</Value>
        </ParameterValueStruct>
        <ParameterValueStruct>
          <Name>InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.KeyPassphrase</Name>
          <Value xsi:type="xsd:string">seven77</Value>
        </ParameterValueStruct>
      </ParameterList>
      <ParameterKey></ParameterKey>
    </cwmp:SetParameterValues>`,
  setValuesResponse: `    <cwmp:SetParameterValuesResponse>
      <Status>0</Status>
    </cwmp:SetParameterValuesResponse>`,
  fault: `    <SOAP-ENV:Fault>
      <faultcode>Client</faultcode>
      <faultstring>CWMP fault</faultstring>
      <detail>
        <cwmp:Fault>
          <FaultCode>9003</FaultCode>
          <FaultString>Invalid arguments</FaultString>
          <SetParameterValuesFault>
            <ParameterName>InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.KeyPassphrase</ParameterName>
            <FaultCode>9007</FaultCode>
            <FaultString>Invalid parameter value</FaultString>
          </SetParameterValuesFault>
        </cwmp:Fault>
      </detail>
    </SOAP-ENV:Fault>`,
} as const
