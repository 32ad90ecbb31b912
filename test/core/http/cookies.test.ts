import { describe, expect, it } from 'vitest'
import { parseCookies, parseSetCookie, writeCookies, writeSetCookie } from '../../../src/core/http/index.js'

describe('parseCookies', () => {
  it('reads cookies as RFC 6265 writes them', () => {
    expect(parseCookies('session=abc=; other="q;x" ;bare; =none; empty=')).toEqual([
      { name: 'session', value: 'abc=' },
      { name: 'other', value: 'q;x' },
      { name: 'empty', value: '' },
    ])
  })

  it('reads the RFC 2965 echo of older CPEs', () => {
    expect(parseCookies('$Version="0"; ID=abc;$Path=/')).toEqual([{ name: 'ID', value: 'abc' }])
    expect(parseCookies('$Version=1; A="1"; $Path="/"; $Domain="x", B=2; $Path="/"')).toEqual([
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
    ])
  })

  it('keeps a comma in a value of the newer form', () => {
    expect(parseCookies('a=1,b=2')).toEqual([{ name: 'a', value: '1,b=2' }])
  })
})

describe('writing', () => {
  it('writes a session cookie and a Cookie header', () => {
    expect(writeSetCookie({ name: 'cwmp', value: 'x1', path: '/', httpOnly: true })).toBe(
      'cwmp=x1; Path=/; HttpOnly',
    )
    expect(writeSetCookie({ name: 'cwmp', value: 'x1', maxAge: 0 })).toBe('cwmp=x1; Max-Age=0')
    expect(
      writeCookies([
        { name: 'a', value: '1' },
        { name: 'b', value: '2' },
      ]),
    ).toBe('a=1; b=2')
  })
})

describe('parseSetCookie', () => {
  it('reads name, value and the attributes that matter', () => {
    expect(
      parseSetCookie('JSESSIONID="a;b"; path="/acs"; MAX-AGE=60; HttpOnly; Expires=Mon, 1 Jan 2029'),
    ).toEqual({
      name: 'JSESSIONID',
      value: 'a;b',
      path: '/acs',
      maxAge: 60,
      httpOnly: true,
    })
    expect(parseSetCookie('a=1; Max-Age=soon')).toEqual({ name: 'a', value: '1' })
    expect(parseSetCookie('nonsense')).toBeNull()
  })
})
