import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkRaw, decodeEnvelope, encodeRaw, rawMethod } from '../../../src/core/soap/index.js'

const soap = 'http://schemas.xmlsoap.org/soap/envelope/'
const cwmp = 'urn:dslforum-org:cwmp-1-2'
const envelope = (inside: string, attributes = '') =>
  `<?xml version="1.0"?>\n<s:Envelope xmlns:s="${soap}" xmlns:c="${cwmp}"${attributes}>${inside}</s:Envelope>\n`
const body = '<s:Body><c:GetRPCMethods/></s:Body>'
const asWritten = (xml: string) => ({ xml, as: 'envelope', id: 'as-written' }) as const
const withOurId = (xml: string) => ({ xml, as: 'envelope', id: 'queue' }) as const

describe('a whole envelope', () => {
  it('goes out to the letter, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (xml) => {
        expect(encodeRaw(asWritten(xml), 'id', '1.0')).toBe(xml)
      }),
    )
  })

  it.each([
    ['no Header', envelope(body)],
    ['an empty Header', envelope(`<s:Header/>${body}`)],
    ['an empty Header of two tags', envelope(`<s:Header></s:Header>${body}`)],
    ['a Header without an ID', envelope(`<s:Header><c:HoldRequests>0</c:HoldRequests></s:Header>${body}`)],
    ['an ID', envelope(`<s:Header><c:ID s:mustUnderstand="1">old</c:ID></s:Header>${body}`)],
    ['an empty ID', envelope(`<s:Header><c:ID/></s:Header>${body}`)],
    ['no prefix', `<Envelope xmlns="${soap}"><Body><GetRPCMethods xmlns="${cwmp}"/></Body></Envelope>`],
  ])('gets the cwmp:ID asked for where it has %s', (_, xml) => {
    const sent = encodeRaw(withOurId(xml), 'new-1', '1.0')
    const decoded = decodeEnvelope(sent)
    expect(decoded.header.id).toBe('new-1')
    expect(decoded.rpc).toBe('GetRPCMethods')
    expect(sent.split('new-1')).toHaveLength(2)
    expect(sent).not.toContain('>old<')
  })

  it('keeps everything but the ID to the letter', () => {
    const xml = envelope(`<s:Header><c:ID  s:mustUnderstand='1' >old</c:ID></s:Header><!-- x -->${body}`)
    const sent = encodeRaw(withOurId(xml), 'new', '1.0')
    expect(sent).toBe(xml.replace(/<c:ID.*<\/c:ID>/, "<c:ID s:mustUnderstand='1'>new</c:ID>"))
  })
})

describe('a Body of its own', () => {
  const raw = { xml: '<cwmp:X_ACME_Do><A>&lt;1</A></cwmp:X_ACME_Do>', as: 'body', id: 'queue' } as const

  it('stands as it is in an envelope of ours', () => {
    const sent = encodeRaw(raw, 'q1', '1.2')
    expect(sent).toContain(`<soapenv:Body>${raw.xml}</soapenv:Body>`)
    expect(decodeEnvelope(sent)).toMatchObject({
      rpc: 'X_ACME_Do',
      header: { id: 'q1' },
      namespace: cwmp,
      decoded: { A: '<1' },
    })
  })
})

describe('what is told of it', () => {
  it('is the method it calls, where that can be read', () => {
    expect(rawMethod(asWritten(envelope(body)))).toBe('GetRPCMethods')
    expect(rawMethod({ xml: '<GetRPCMethods/>', as: 'body', id: 'queue' })).toBe('GetRPCMethods')
    expect(rawMethod(asWritten('garbage'))).toBeNull()
  })

  it('is why it cannot be sent; broken XML can', () => {
    expect(checkRaw(asWritten('<s:Envelope><'))).toBeNull()
    expect(checkRaw(withOurId(envelope(body)))).toBeNull()
    expect(checkRaw(withOurId('<a/>'))).toMatch(/no Envelope/)
    expect(checkRaw(asWritten(''))).toMatch(/empty/)
  })
})
