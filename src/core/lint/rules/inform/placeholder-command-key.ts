import { quoted } from '../../place.js'
import type { Place } from '../../rule.js'
import { argumentOf, eventsOf } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const placeholderCommandKey: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform', 'TransferComplete', 'DUStateChangeComplete'],
  id: 'placeholder-command-key',
  severity: 'warning',
  title: 'A CommandKey is a text that stands for none.',
  reference: 'practice: captures with "unsetCommandKey" and "(null)" in the place of the key',
  explanation:
    'The CommandKey is the one the ACS gave with its command, or empty. This device sends a text of its own: it has lost the key, perhaps by a reboot, or nothing was commanded. The ACS cannot tell which of its commands this is about; go by the time, or by FaultCode and file type.',
  wrong:
    '<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[2]"><EventStruct><EventCode>7 TRANSFER COMPLETE</EventCode><CommandKey></CommandKey></EventStruct><EventStruct><EventCode>M Download</EventCode><CommandKey>unsetCommandKey</CommandKey></EventStruct></Event></cwmp:Inform>',
  right:
    '<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[2]"><EventStruct><EventCode>7 TRANSFER COMPLETE</EventCode><CommandKey></CommandKey></EventStruct><EventStruct><EventCode>M Download</EventCode><CommandKey>update-7</CommandKey></EventStruct></Event></cwmp:Inform>',
  covers: ['cpe-42'],
  check: (envelope, report) => {
    for (const { commandKey, keyPlace } of eventsOf(envelope) ?? []) {
      if (commandKey !== null && isPlaceholder(commandKey)) tell(commandKey, keyPlace)
    }
    const own = argumentOf(envelope, 'CommandKey')
    if (own !== null && isPlaceholder(own.text)) tell(own.text, own.place)

    function tell(key: string, place: Place): void {
      report(`The CommandKey is ${quoted(key)}, which is no key of an ACS.`, place)
    }
  },
}

const isPlaceholder = (key: string): boolean => /^(?:unset ?CommandKey|\((?:null|nil)\))$/i.test(key.trim())
