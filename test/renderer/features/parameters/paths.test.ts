import { describe, expect, it } from 'vitest'
import {
  allClosed,
  allOpen,
  isOpen,
  reveal,
  setOpen,
} from '../../../../src/renderer/features/parameters/expansion.js'
import {
  ancestorsOf,
  isInstance,
  parentOf,
  shortPath,
} from '../../../../src/renderer/features/parameters/paths.js'
import {
  setParameterValuesJson,
  setParameterValuesXml,
} from '../../../../src/renderer/features/parameters/set-parameter-values.js'

describe('paths', () => {
  it('know what they stand in', () => {
    expect(parentOf('Device.WiFi.SSID')).toBe('Device.WiFi.')
    expect(parentOf('Device.WiFi.')).toBe('Device.')
    expect(parentOf('Device.')).toBeNull()
    expect(ancestorsOf('Device.WiFi.SSID.1.')).toEqual(['Device.', 'Device.WiFi.', 'Device.WiFi.SSID.'])
  })

  it('know an instance of a table', () => {
    expect(isInstance('Device.WiFi.SSID.1.')).toBe(true)
    expect(isInstance('Device.WiFi.SSID.[home].')).toBe(true)
    expect(isInstance('Device.WiFi.SSID.')).toBe(false)
    expect(isInstance('Device.WiFi.SSID.1.Enable')).toBe(false)
  })

  it('shorten to what is needed to know the parameter', () => {
    expect(shortPath('InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.Channel')).toBe(
      'WLANConfiguration.1.Channel',
    )
    expect(shortPath('Device.DeviceInfo.UpTime')).toBe('DeviceInfo.UpTime')
    expect(shortPath('Device.')).toBe('Device.')
  })
})

describe('the expansion', () => {
  it('opens and closes single objects from either beginning', () => {
    const open = setOpen(allClosed, 'Device.', true)
    expect(isOpen(open, 'Device.')).toBe(true)
    expect(setOpen(open, 'Device.', false)).toEqual(allClosed)
    expect(setOpen(allOpen, 'Device.', false).except).toEqual(['Device.'])
    expect(setOpen(open, 'Device.', true)).toBe(open)
  })

  it('reveals a path by opening what is above it', () => {
    expect(reveal(allClosed, 'Device.WiFi.SSID').except).toEqual(['Device.', 'Device.WiFi.'])
    expect(reveal(allOpen, 'Device.WiFi.SSID')).toBe(allOpen)
  })
})

describe('SetParameterValues', () => {
  const edits = [{ path: 'Device.A', to: 'a<b', type: 'string' }]
  it('carries names, values and types, escaped', () => {
    expect(setParameterValuesXml(edits)).toContain('<Value xsi:type="xsd:string">a&lt;b</Value>')
    expect(setParameterValuesXml(edits)).toContain('cwmp:ParameterValueStruct[1]')
  })
  it('as JSON fits the REST call', () => {
    expect(JSON.parse(setParameterValuesJson(edits))).toEqual({
      method: 'SetParameterValues',
      arguments: {
        ParameterList: [{ Name: 'Device.A', Value: 'a<b', Type: 'xsd:string' }],
        ParameterKey: '',
      },
    })
  })
})
