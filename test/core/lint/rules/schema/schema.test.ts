import { expect, it } from 'vitest'
import { rules } from '../../../../../src/core/lint/index.js'
import { lintExample } from '../../example.js'
import { testMarked } from '../../marked-cases.js'
import { schemaRules } from '../../../../../src/core/lint/rules/schema/index.js'

const gpv = (list: string): string => `<cwmp:GetParameterValues>${list}</cwmp:GetParameterValues>`
const names = (count: string, ...members: string[]): string =>
  `<ParameterNames soap-enc:arrayType="xsd:string[${count}]">${members.map((name) => `<string>${name}</string>`).join('')}</ParameterNames>`
const getNames = (path: string, next = '<NextLevel>0</NextLevel>'): string =>
  `<cwmp:GetParameterNames><ParameterPath>${path}</ParameterPath>${next}</cwmp:GetParameterNames>`
const reboot = (key: string): string => `<cwmp:Reboot><CommandKey>${key}</CommandKey></cwmp:Reboot>`
const add = (inner: string): string => `<cwmp:AddObject>${inner}</cwmp:AddObject>`
const values = (inner: string): string => `<ParameterValueStruct>${inner}</ParameterValueStruct>`
const name = '<Name>Device.X</Name>'
const uuid = 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'
const change = (operations: string): string =>
  `<cwmp:ChangeDUState>${operations}<CommandKey>k</CommandKey></cwmp:ChangeDUState>`
const complete = (fault: string, start = '0001-01-01T00:00:00Z'): string =>
  `<cwmp:TransferComplete><CommandKey/>${fault}<StartTime>${start}</StartTime><CompleteTime>2026-11-22T10:00:00.5+01:00</CompleteTime></cwmp:TransferComplete>`
const noFault = '<FaultStruct><FaultCode>0</FaultCode><FaultString/></FaultStruct>'
const attributes = (
  notification: string,
  access = '<AccessList soap-enc:arrayType="xsd:string[0]"/>',
): string =>
  `<cwmp:SetParameterAttributes><ParameterList soap-enc:arrayType="cwmp:SetParameterAttributesStruct[1]"><SetParameterAttributesStruct>${name}<NotificationChange>1</NotificationChange><Notification>${notification}</Notification><AccessListChange>false</AccessListChange>${access}</SetParameterAttributesStruct></ParameterList></cwmp:SetParameterAttributes>`
const inform = (parts: {
  readonly oui?: string
  readonly event?: string
  readonly time?: string
  readonly events?: number
  readonly retry?: string
}): string => {
  const {
    oui = 'A1B2C3',
    event = '2 PERIODIC',
    time = '2026-11-22T10:00:00Z',
    events = 1,
    retry = '0',
  } = parts
  const struct = `<EventStruct><EventCode>${event}</EventCode><CommandKey/></EventStruct>`
  return `<cwmp:Inform><DeviceId><Manufacturer>Lab</Manufacturer><OUI>${oui}</OUI><ProductClass>Box</ProductClass><SerialNumber>1</SerialNumber></DeviceId><Event soap-enc:arrayType="cwmp:EventStruct[${events}]">${struct.repeat(events)}</Event><MaxEnvelopes>1</MaxEnvelopes><CurrentTime>${time}</CurrentTime><RetryCount>${retry}</RetryCount><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[0]"/></cwmp:Inform>`
}
const schedule = (windows: number, mode = '1 At Any Time'): string => {
  const window = `<TimeWindowStruct><WindowStart>0</WindowStart><WindowEnd>60</WindowEnd><WindowMode>${mode}</WindowMode><UserMessage/><MaxRetries>-1</MaxRetries></TimeWindowStruct>`
  return `<cwmp:ScheduleDownload><CommandKey>a</CommandKey><FileType>1 Firmware Upgrade Image</FileType><URL>http://a/</URL><Username/><Password/><FileSize>0</FileSize><TargetFileName/><TimeWindowList soap-enc:arrayType="cwmp:TimeWindowStruct[${windows}]">${window.repeat(windows)}</TimeWindowList></cwmp:ScheduleDownload>`
}
const queued = (count: number): string =>
  `<cwmp:GetQueuedTransfersResponse><TransferList soap-enc:arrayType="cwmp:QueuedTransferStruct[${count}]">${'<QueuedTransferStruct><CommandKey/><State>1</State></QueuedTransferStruct>'.repeat(count)}</TransferList></cwmp:GetQueuedTransfersResponse>`
const informMark = (text: string): string => text.replace(/(<Event [^>]*>)/, '⟦$1⟧')

testMarked(schemaRules, {
  'array-count-mismatch': {
    finds: {
      'a count that is too large': gpv(
        '<ParameterNames soap-enc:arrayType="⟦xsd:string[2]⟧"><string>a.</string></ParameterNames>',
      ),
      'a count of none': gpv(
        '<ParameterNames soap-enc:arrayType="⟦xsd:string[0]⟧"><string>a.</string></ParameterNames>',
      ),
    },
    leaves: {
      'a list without count': gpv(names('', 'a.')),
      'zeros before it': gpv(names('01', 'a.')),
      'spaces in it': gpv(names(' 1 ', 'a.')),
      'a list that was cut off':
        '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:soap-enc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0"><s:Body><cwmp:GetParameterValues><ParameterNames soap-enc:arrayType="x:string[5]"><string>a.</string><str',
    },
  },
  'padded-array-count': {
    finds: {
      'four digits': gpv(
        '<ParameterNames soap-enc:arrayType="⟦xsd:string[0001]⟧"><string>a.</string></ParameterNames>',
      ),
    },
    leaves: { 'a plain zero': queued(0), 'a padded count that is wrong anyway': gpv(names('0002', 'a.')) },
  },
  'duplicate-element': {
    finds: {
      'a second CommandKey':
        '<cwmp:Reboot><CommandKey>a</CommandKey>⟦<CommandKey>a</CommandKey>⟧</cwmp:Reboot>',
    },
    leaves: {
      'what is repeated by the schema': change(
        `<Operations xsi:type="cwmp:UninstallOpStruct"><UUID>${uuid}</UUID></Operations><Operations xsi:type="cwmp:UninstallOpStruct"><UUID>${uuid}</UUID></Operations>`,
      ),
    },
  },
  'element-order': {
    finds: {
      'two that changed places':
        '<cwmp:AddObjectResponse><Status>0</Status>⟦<InstanceNumber>1</InstanceNumber>⟧</cwmp:AddObjectResponse>',
    },
    leaves: {
      'optional ones left out': change(
        `<Operations xsi:type="cwmp:UpdateOpStruct"><URL>http://a/</URL></Operations>`,
      ),
    },
  },
  'extra-wrapper': {
    finds: {
      'a list around Operations': change(
        `⟦<Operations><UninstallOpStruct><UUID>${uuid}</UUID></UninstallOpStruct></Operations>⟧`,
      ),
      'a struct around its own fields': complete(
        '<FaultStruct>⟦<FaultStruct><FaultCode>0</FaultCode><FaultString/></FaultStruct>⟧</FaultStruct>',
      ),
    },
    leaves: { 'a struct as it should be': complete(noFault) },
  },
  'missing-array-type': {
    finds: {
      'a list with one of type only': gpv(
        '⟦<ParameterNames xsi:type="xsd:string"><string>a.</string></ParameterNames>⟧',
      ),
    },
    leaves: {
      'an arrayType without its prefix': gpv(
        '<ParameterNames arrayType="xsd:string[1]"><string>a.</string></ParameterNames>',
      ),
    },
  },
  'missing-element': {
    finds: {
      'an argument': add('<ObjectName>Device.X.</ObjectName>').replace(
        '<cwmp:AddObject>',
        '⟦<cwmp:AddObject>⟧',
      ),
      'the CommandKey of an event': inform({})
        .replace('<EventStruct>', '⟦<EventStruct>⟧')
        .replace('</EventCode><CommandKey/>', '</EventCode>'),
    },
    leaves: {
      'an empty one': reboot(''),
      'an optional one': change(`<Operations xsi:type="cwmp:UpdateOpStruct"/>`),
      'what was cut off':
        '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0"><s:Body><cwmp:AddObject><ObjectName>Device.X.</ObjectName><Para',
    },
  },
  'missing-value': {
    finds: {
      'a name alone': `<cwmp:GetParameterValuesResponse><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[1]">⟦<ParameterValueStruct>⟧${name}</ParameterValueStruct></ParameterList></cwmp:GetParameterValuesResponse>`,
    },
    leaves: {
      'an empty Value': values(`${name}<Value xsi:type="xsd:string"/>`),
      'an ArgStruct without Value':
        '<cwmp:RequestDownload><FileType>1 Firmware Upgrade Image</FileType><FileTypeArg soap-enc:arrayType="cwmp:ArgStruct[1]"><ArgStruct><Name>a</Name></ArgStruct></FileTypeArg></cwmp:RequestDownload>',
    },
  },
  'missing-struct-type': {
    finds: { 'an operation without type': change(`⟦<Operations><UUID>${uuid}</UUID></Operations>⟧`) },
    leaves: {
      'a type in the default namespace': change(
        `<Operations xsi:type="UninstallOpStruct"><UUID>${uuid}</UUID></Operations>`,
      ),
    },
  },
  'missing-value-type': {
    finds: { 'a Value without type': values(`${name}⟦<Value>1</Value>⟧`) },
    leaves: {
      'a type without the prefix of instances': values(`${name}<Value type="xsd:string">1</Value>`),
      'arguments, whose types the schema knows': reboot('a'),
    },
  },
  'qualified-argument': {
    finds: {
      'a prefix on an argument, once':
        '<cwmp:AddObject>⟦<cwmp:ObjectName>⟧a.</cwmp:ObjectName><cwmp:ParameterKey/></cwmp:AddObject>',
    },
    leaves: {
      'a default namespace that is taken back':
        '<AddObject xmlns="urn:dslforum-org:cwmp-1-2"><ObjectName xmlns="">a.</ObjectName><ParameterKey xmlns=""/></AddObject>',
    },
  },
  'struct-expected': {
    finds: { 'a number for a FaultStruct': complete('⟦<FaultStruct>0</FaultStruct>⟧') },
    leaves: {
      'white space in a struct': complete(
        '<FaultStruct>\n<FaultCode>0</FaultCode><FaultString/>\n</FaultStruct>',
      ),
    },
  },
  'unexpected-children': {
    finds: { 'markup in a key': '<cwmp:Reboot>⟦<CommandKey><b>a</b></CommandKey>⟧</cwmp:Reboot>' },
    leaves: {
      'escaped markup': reboot('&lt;b>a&lt;/b>'),
      'markup in a CDATA section': reboot('<![CDATA[<b>a</b>]]>'),
    },
  },
  'unknown-element': {
    finds: {
      'a child that DeviceId does not have': inform({}).replace(
        '</DeviceId>',
        '⟦<ModelName>X</ModelName>⟧</DeviceId>',
      ),
    },
    leaves: {
      'the arguments of a vendor’s own method': '<cwmp:X_LAB_Blink><Times>3</Times></cwmp:X_LAB_Blink>',
    },
  },
  'wrong-array-member': {
    finds: {
      'the item of a SOAP library': gpv(
        '<ParameterNames soap-enc:arrayType="xsd:string[1]">⟦<item>a.</item>⟧</ParameterNames>',
      ),
    },
    leaves: {
      'a member with a prefix': gpv(
        '<ParameterNames soap-enc:arrayType="xsd:string[1]"><xsd:string>a.</xsd:string></ParameterNames>',
      ),
    },
  },
  'wrong-array-type': {
    finds: {
      'another type': gpv(
        '<ParameterNames soap-enc:arrayType="⟦xsd:int[1]⟧"><string>a.</string></ParameterNames>',
      ),
      'no brackets': gpv(
        '<ParameterNames soap-enc:arrayType="⟦xsd:string⟧"><string>a.</string></ParameterNames>',
      ),
    },
    leaves: {
      'no prefix': gpv('<ParameterNames soap-enc:arrayType="string[1]"><string>a.</string></ParameterNames>'),
    },
  },
  'wrong-type-namespace': {
    finds: {
      'no prefix': values(`${name}<Value xsi:type="⟦string⟧">1</Value>`),
      'another prefix': values(`${name}<Value xsi:type="⟦xsi:string⟧">1</Value>`),
    },
    leaves: { 'the encoding namespace': values(`${name}<Value xsi:type="soap-enc:base64">YQ==</Value>`) },
  },
  'argument-too-long': {
    finds: {
      'a CommandKey of 33': reboot(`⟦${'a'.repeat(33)}⟧`),
      'a name of 257': values(`<Name>⟦Device.${'a'.repeat(250)}⟧</Name><Value xsi:type="xsd:string"/>`),
      'a name of 257 to be read': gpv(names('1', `⟦Device.${'a'.repeat(250)}⟧`)),
    },
    leaves: {
      'a CommandKey of 32': reboot('a'.repeat(32)),
      'one of 32 with escapes': reboot('&amp;'.repeat(32)),
      'one of 32 emoji': reboot('😀'.repeat(32)),
      'a value of a parameter': values(`${name}<Value xsi:type="xsd:string">${'a'.repeat(5_000)}</Value>`),
    },
  },
  'empty-argument': {
    finds: {
      'a Notification': attributes('⟦⟧').replace(
        '<Notification>⟦⟧</Notification>',
        '⟦<Notification>⟧</Notification>',
      ),
      'a time': complete(noFault, '⟦ ⟧'),
    },
    leaves: {
      texts: reboot(''),
      'a value of a parameter': values(`${name}<Value xsi:type="xsd:int"/>`),
      'CurrentTime, which the rules on Informs judge': inform({ time: '' }),
    },
  },
  'argument-type': {
    finds: {
      'yes for a boolean': getNames('a.', '<NextLevel>⟦yes⟧</NextLevel>'),
      'True for a boolean': getNames('a.', '<NextLevel>⟦True⟧</NextLevel>'),
      'words for a number':
        '<cwmp:AddObjectResponse><InstanceNumber>⟦one⟧</InstanceNumber><Status>0</Status></cwmp:AddObjectResponse>',
      'a time that is none': complete(noFault, '⟦2026-11-22 10:00:00⟧'),
      'a day that is none': complete(noFault, '⟦2026-02-30T10:00:00Z⟧'),
    },
    leaves: {
      'white space around a number':
        '<cwmp:AddObjectResponse><InstanceNumber> 1\n</InstanceNumber><Status>0</Status></cwmp:AddObjectResponse>',
      'true and 0': attributes('0'),
      'times without zone, with fraction': complete(noFault, '0001-01-03T03:04:05'),
      'CurrentTime, which the rules on Informs judge': inform({ time: 'now' }),
      'RetryCount, likewise': inform({ retry: 'many' }),
    },
  },
  'argument-range': {
    finds: {
      'an instance 0':
        '<cwmp:AddObjectResponse><InstanceNumber>⟦0⟧</InstanceNumber><Status>0</Status></cwmp:AddObjectResponse>',
      'a negative size': schedule(1).replace('<FileSize>0<', '<FileSize>⟦-1⟧<'),
      'more than 32 bits': schedule(1).replace('<WindowEnd>60<', '<WindowEnd>⟦4294967296⟧<'),
    },
    leaves: {
      'MaxRetries -1': schedule(1),
      'a ScheduleInform in 0 seconds, which the rules on RPCs judge':
        '<cwmp:ScheduleInform><DelaySeconds>0</DelaySeconds><CommandKey/></cwmp:ScheduleInform>',
      'the largest unsignedInt': schedule(1).replace('<WindowEnd>60<', '<WindowEnd>4294967295<'),
    },
  },
  'argument-enumeration': {
    finds: {
      'Notification 7': attributes('⟦7⟧'),
      'Status 2': '<cwmp:DeleteObjectResponse><Status>⟦2⟧</Status></cwmp:DeleteObjectResponse>',
      'someone who is not Subscriber': attributes(
        '0',
        '<AccessList soap-enc:arrayType="xsd:string[1]"><string>⟦subscriber⟧</string></AccessList>',
      ),
    },
    leaves: {
      'Notification 6': attributes('6'),
      'a number with a zero before it':
        '<cwmp:DeleteObjectResponse><Status>01</Status></cwmp:DeleteObjectResponse>',
      'an entity of a vendor': attributes(
        '0',
        '<AccessList soap-enc:arrayType="xsd:string[1]"><string>X_LAB_Operator</string></AccessList>',
      ),
    },
  },
  'argument-pattern': {
    finds: {
      'an object without its dot': add('<ObjectName>⟦Device.NAT⟧</ObjectName><ParameterKey/>'),
      'a UUID that is none': change(
        '<Operations xsi:type="cwmp:UninstallOpStruct"><UUID>⟦1234⟧</UUID></Operations>',
      ),
      'a mode that is a word': schedule(1, '⟦Immediately⟧'),
      'two spaces': schedule(1, '⟦1  At Any Time⟧'),
    },
    leaves: {
      'an alias': add('<ObjectName>Device.NAT.PortMapping.[a].</ObjectName><ParameterKey/>'),
      'a mode of a vendor': schedule(1, 'X 00A1B2 At Night'),
      'a lower-case OUI, which the rules on Informs judge': inform({ oui: 'a1b2c3' }),
      'an odd event, likewise': inform({ event: 'PERIODIC' }),
    },
  },
  'array-size': {
    finds: {
      'no names': gpv('⟦<ParameterNames soap-enc:arrayType="xsd:string[0]"/>⟧'),
      '65 events': informMark(inform({ events: 65 })),
      '17 transfers': queued(17).replace(/(<TransferList[^>]*>)/, '⟦$1⟧'),
      'three windows': schedule(3).replace(/(<TimeWindowList[^>]*>)/, '⟦$1⟧'),
      'no window': schedule(0).replace(/(<TimeWindowList[^>]*>)/, '⟦$1⟧'),
    },
    leaves: {
      'a list that was cut off':
        '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0"><s:Body><cwmp:GetParameterValues><ParameterNames a:arrayType="x:string[5]"><str',
      '64 events': inform({ events: 64 }),
      '16 transfers': queued(16),
      'two windows': schedule(2),
      'an empty answer':
        '<cwmp:GetParameterValuesResponse><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[0]"/></cwmp:GetParameterValuesResponse>',
    },
  },
  'unknown-struct-type': {
    finds: {
      'another case': change(
        '<Operations xsi:type="⟦cwmp:installOpStruct⟧"><URL>http://a/</URL></Operations>',
      ),
    },
    leaves: {
      'any prefix': change('<Operations xsi:type="x:InstallOpStruct"><URL>http://a/</URL></Operations>'),
    },
  },
  'white-space-in-name': {
    finds: {
      'a line break in a path': getNames('⟦Device.\nX.⟧'),
      'a space behind the name of an object': add('<ObjectName>⟦Device.X. .⟧</ObjectName><ParameterKey/>'),
      'a name in a list of names': gpv(names('1', '⟦ Device.X⟧')),
    },
    leaves: {
      'an alias with a space': add('<ObjectName>Device.X.[living room].</ObjectName><ParameterKey/>'),
      'the root': getNames(''),
      'names with values, which other rules judge': values(
        '<Name> Device.X</Name><Value xsi:type="xsd:string"/>',
      ),
    },
  },
})

it('what an argument says is quoted short, and long ones are only counted', () => {
  const [long] = lintExample(getNames('a.', `<NextLevel>${'yes'.repeat(1_000)}</NextLevel>`))
  expect(long?.rule).toBe('argument-type')
  expect(long?.message.length).toBeLessThan(160)
  const secret = 'hunter2'.repeat(40)
  const download = `<cwmp:Upload><CommandKey/><FileType>2 Vendor Log File</FileType><URL>http://a/</URL><Username/><Password>${secret}</Password><DelaySeconds>0</DelaySeconds></cwmp:Upload>`
  const found = lintExample(download).filter(({ rule }) => rule === 'argument-too-long')
  expect(found.map(({ message }) => message)).toEqual(['Password has 280 characters; the schema allows 256.'])
})

it('arguments are judged inside a wrapper that should not be there', () => {
  const found = lintExample(
    change('<Operations><UninstallOpStruct><UUID>1</UUID></UninstallOpStruct></Operations>'),
  )
  expect(found.map(({ rule }) => rule)).toContain('argument-pattern')
})

const read = new Set(rules.filter(({ kind }) => kind === 'reading').map(({ id }) => id))

it('a cut message is said to be cut, not to lack what was cut off', () => {
  const whole = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:e="http://schemas.xmlsoap.org/soap/encoding/" xmlns:x="http://www.w3.org/2001/XMLSchema" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:cwmp="urn:dslforum-org:cwmp-1-0"><s:Header><cwmp:ID s:mustUnderstand="1">1</cwmp:ID></s:Header><s:Body><cwmp:GetParameterValuesResponse><ParameterList e:arrayType="cwmp:ParameterValueStruct[2]"><ParameterValueStruct><Name>Device.A</Name><Value i:type="x:string">a</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.B</Name><Value i:type="x:string">b</Value></ParameterValueStruct></ParameterList></cwmp:GetParameterValuesResponse></s:Body></s:Envelope>`
  const from = whole.indexOf('<ParameterValueStruct>')
  for (let end = from; end < whole.length; end++) {
    // A lone `<` at the end may be text as well.
    if (whole.charAt(end - 1) === '<') continue
    const found = lintExample(whole.slice(0, end))
      .map(({ rule }) => rule)
      .filter((rule) => read.has(rule))
    expect([whole.slice(0, end).slice(-20), ...found]).toEqual([whole.slice(0, end).slice(-20), 'truncated'])
  }
})
