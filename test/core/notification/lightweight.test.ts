import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readLightweight } from '../../../src/core/notification/index.js'

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'))
const namespace = 'urn:broadband-forum-org:cwmp:lwnotif-1-0'
const fields =
  '<TS>1700000000</TS><UN>user</UN><CN>abc</CN><OUI>00259E</OUI><ProductClass>X</ProductClass>' +
  '<SerialNumber>1</SerialNumber>'
const params =
  '<Param><Name>Device.DeviceInfo.UpTime</Name><Value>5</Value></Param>' +
  '<Param><Name>Device.X</Name><Value/></Param>'
const whole = `<?xml version="1.0"?>\n<Notification xmlns="${namespace}">${fields}${params}</Notification>`

const read = {
  ts: '1700000000',
  username: 'user',
  cnonce: 'abc',
  oui: '00259E',
  productClass: 'X',
  serialNumber: '1',
  parameters: [
    { name: 'Device.DeviceInfo.UpTime', value: '5' },
    { name: 'Device.X', value: '' },
  ],
}

describe('a lightweight notification', () => {
  it('is read by itself', () => {
    expect(readLightweight(bytes(whole))).toEqual({ notification: read, signature: null, oddities: [] })
  })

  it('is read from the body of an HTTP request, with its signature', () => {
    const datagram = `POST / HTTP/1.1\r\nHost: h\r\nSignature: 0AF1\r\nContent-Type: text/xml\r\n\r\n${whole}`
    expect(readLightweight(bytes(datagram))).toEqual({
      notification: read,
      signature: '0AF1',
      oddities: [],
    })
  })

  it('is read with prefixes, in an envelope, and with its fields around it', () => {
    const prefixed = `<Env><n:Header xmlns:n="${namespace}">${fields}</n:Header><n:Notification xmlns:n="${namespace}">${params}</n:Notification></Env>`
    expect(readLightweight(bytes(prefixed))).toEqual({ notification: read, signature: null, oddities: [] })
  })

  it('is read with another namespace and missing fields, which are named', () => {
    const { notification, oddities } = readLightweight(
      bytes(`<Notification xmlns="urn:x"><OUI>00259E</OUI>${params}</Notification>`),
    )
    expect(notification).toMatchObject({ oui: '00259E', ts: '', parameters: read.parameters })
    expect(oddities[0]).toContain('urn:x')
    expect(oddities).toContain('It has no SerialNumber.')
    expect(readLightweight(bytes(`<Notification>${fields}</Notification>`)).oddities).toEqual([
      `Its Notification element is in no namespace, where ${namespace} is due.`,
    ])
  })

  it('is read as far as it goes when it is cut off', () => {
    const { notification, oddities } = readLightweight(bytes(whole.slice(0, -20)))
    expect(notification?.parameters[0]).toEqual(read.parameters[0])
    expect(oddities[0]).toMatch(/^Its XML is damaged: /)
  })

  it.each(['', 'hello', '<a/>', 'POST / HTTP/1.1\r\n\r\n', '\0\0\0'])('is not %j', (text) => {
    const { notification, oddities } = readLightweight(bytes(text))
    expect(notification).toBeNull()
    expect(oddities).toHaveLength(1)
  })

  it('is told from any bytes without falling over', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (datagram) => {
        expect(readLightweight(datagram).oddities).toBeInstanceOf(Array)
      }),
    )
    fc.assert(
      fc.property(fc.nat({ max: whole.length }), fc.string(), (at, noise) => {
        readLightweight(bytes(whole.slice(0, at) + noise + whole.slice(at)))
      }),
    )
  })
})
