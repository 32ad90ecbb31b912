import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  completeFilter,
  describeFilter,
  fieldNames,
  matches,
  parseFilter,
  printFilter,
  type FilterOptions,
} from '../../../src/core/filter/index.js'
import { messageRow } from './rows.js'

const options: FilterOptions = {
  zoneOffset: () => 0,
}

const mistake = (text: string) => {
  const parsed = parseFilter(text, options)
  return parsed.ok
    ? null
    : {
        at: text.slice(parsed.offset, parsed.offset + parsed.length),
        offset: parsed.offset,
        message: parsed.message,
      }
}

describe('mistakes', () => {
  it.each([
    ['rpc:Inform bogus:1', 'bogus', 'There is no field "bogus". Fields are rpc, device'],
    ['devcie:x OR dev:x', 'devcie', 'Did you mean device:?'],
    ['http://x', 'http', 'put it in quotes'],
    ['rpc:', 'rpc:', 'rpc: needs a value'],
    ['size:> 5', 'size:>', 'size: needs a value'],
    ['a "b c', '"b c', 'no closing quote'],
    ['path:/a.b', '/a.b', 'no closing /'],
    ['/a/b', '/a/', 'behind the closing /'],
    ['path://', '//', 'empty'],
    ['path:/a(/', '/a(/', 'missing closing )'],
    ['(rpc:Inform', '(', 'not closed'],
    ['msg(rpc:Inform', 'msg(', 'not closed'],
    ['rpc:Inform)', ')', 'closes nothing'],
    [')', ')', 'closes nothing'],
    ['a ()', ')', 'nothing in these parentheses'],
    ['msg()', ')', 'nothing in these parentheses'],
    ['OR a', 'OR', 'OR needs a term before and behind'],
    ['a OR', 'OR', 'OR needs a term before and behind'],
    ['a OR OR b', 'OR', 'OR needs a term before and behind'],
    ['a AND', 'AND', 'AND needs a term'],
    ['(a AND) b', ')', 'AND needs a term'],
    ['a NOT', 'NOT', 'NOT needs a term behind it'],
    ['direction:both', 'both', 'direction is cpe or acs, not "both".'],
    ['severity:fatal', 'fatal', 'error, warning or info'],
    ['rpc:>Inform', 'rpc:>Inform', 'rpc has no order'],
    ['status:>4xx', '4xx', 'compares with a number'],
    ['size:>64XB', '64XB', 'is not a size'],
    ['duration:soon', 'soon', 'is not a duration'],
    ['time:>2026-02-30', '2026-02-30', 'is not a time'],
    ['time:2026-11-22T25:00', '2026-11-22T25:00', 'is not a time'],
    ['time:/x/', '/x/', 'is not a time'],
  ])('%s: says where and what', (text, at, said) => {
    const found = mistake(text)
    expect(found?.at).toBe(at)
    expect(found?.message).toContain(said)
  })

  it('points to the right one of several equal words', () => {
    expect(mistake('size:5x OR size:5 OR size:5x')?.offset).toBe(5)
    expect(mistake('size:5 OR bad:1 size:5')?.offset).toBe(10)
  })

  it('refuses to nest without end', () => {
    expect(mistake(`${'('.repeat(50_000)}a`)?.message).toContain('nested more than 100')
    expect(mistake(`${'-'.repeat(50_000)}a`)?.message).toContain('nested more than 100')
    expect(mistake(`${'NOT '.repeat(50_000)}a`)?.message).toContain('nested more than 100')
  })
})

describe('words', () => {
  const reads = (text: string) => {
    const parsed = parseFilter(text, options)
    return parsed.ok ? printFilter(parsed.filter) : parsed.message
  }
  it('takes values with colons, and words that only look like fields, as they are', () => {
    expect(reads('path:urn:x')).toBe('path:"urn:x"')
    expect(reads('00:25:9E')).toBe('"00:25:9E"')
    expect(reads('a -')).toBe('a "-"')
  })
  it('reads escapes in quotes and slashes in regular expressions', () => {
    expect(reads('"a \\"b\\" \\\\ \\n"')).toBe('"a \\"b\\" \\\\ \\\\n"')
    expect(reads('/a\\/b\\\\/')).toBe('/a\\/b\\\\/')
  })
  it('drops what changes nothing', () => {
    expect(reads('((a) AND (b c)) OR (d OR e)')).toBe('a b c OR d OR e')
    expect(reads('RPC:Inform -direction:CPE')).toBe('rpc:Inform NOT direction:cpe')
    expect(reads('a (b OR c)')).toBe('a (b OR c)')
  })
})

describe('times', () => {
  it('looks up the zone at the moment that is meant, also across a change of the clocks', () => {
    // Clocks go from UTC+2 to UTC+1 on 2026-10-25 at 01:00 UTC.
    const change = Date.UTC(2026, 9, 25, 1)
    const berlin: FilterOptions = { zoneOffset: (at) => (at < change ? 120 : 60) }
    const fits = (text: string, at: number) => {
      const parsed = parseFilter(text, berlin)
      return parsed.ok && matches(parsed.filter, messageRow({ at }))
    }
    expect(fits('time:2026-10-25T01:30', Date.UTC(2026, 9, 24, 23, 30))).toBe(true)
    expect(fits('time:2026-10-25T12:00', Date.UTC(2026, 9, 25, 11))).toBe(true)
    // That day has 25 hours.
    expect(fits('time:2026-10-25', Date.UTC(2026, 9, 24, 22))).toBe(true)
    expect(fits('time:2026-10-25', Date.UTC(2026, 9, 25, 22, 59))).toBe(true)
    expect(fits('time:2026-10-25', Date.UTC(2026, 9, 25, 23))).toBe(false)
  })

  it('takes the zone of this machine where none is given', () => {
    const local = new Date(2026, 10, 22, 10, 0).getTime()
    const parsed = parseFilter('time:2026-11-22T10:00')
    expect(parsed.ok && matches(parsed.filter, messageRow({ at: local }))).toBe(true)
  })
})

describe('laws', () => {
  const piece = fc.constantFrom(
    ...fieldNames.map((name) => `${name}:`),
    ...['msg(', '(', ')', ' ', ' ', '-', '"', '\\', '/', '*', 'OR', 'AND', 'NOT', '>', '<=', '=', ':'],
    ...['a', 'Inform', '9005', '64KB', '2s', '2026-11-22T10:00', 'cpe', 'error', '00:11', 'x.y.', 'ß'],
  )
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(piece, { maxLength: 25 }).map((all) => all.join('')),
    fc.array(piece, { maxLength: 25 }).map((all) => all.join(' ')),
  )

  it('never throws, and places every mistake inside the text', () => {
    fc.assert(
      fc.property(text, (written) => {
        const parsed = parseFilter(written, options)
        if (parsed.ok) return
        expect(parsed.message).not.toBe('')
        expect(parsed.offset).toBeGreaterThanOrEqual(0)
        expect(parsed.offset + parsed.length).toBeLessThanOrEqual(written.length)
      }),
      { numRuns: 3000 },
    )
  })

  it.each(['rpc:=<=*', 'device:=>*x', 'value:==*', 'path:=<'])(
    'prints %s so that it is read back',
    (written) => {
      const parsed = parseFilter(written, options)
      if (!parsed.ok) throw new Error(parsed.message)
      const again = parseFilter(printFilter(parsed.filter), options)
      expect(again.ok && again.filter).toEqual(parsed.filter)
    },
  )

  it('prints what it reads back as the same', () => {
    fc.assert(
      fc.property(text, (written) => {
        const parsed = parseFilter(written, options)
        fc.pre(parsed.ok)
        const printed = printFilter(parsed.filter)
        const again = parseFilter(printed, options)
        expect(again.ok && printFilter(again.filter)).toBe(printed)
        expect(JSON.stringify(again.ok && again.filter)).toBe(JSON.stringify(parsed.filter))
        expect(describeFilter(parsed.filter)).toMatch(/^Shows .*\.$/s)
      }),
      { numRuns: 3000 },
    )
  })
})

describe('describeFilter', () => {
  const sentence = (text: string) => {
    const parsed = parseFilter(text, options)
    return parsed.ok ? describeFilter(parsed.filter) : parsed.message
  }
  it('says in words what is shown', () => {
    expect(sentence('')).toBe('Shows everything.')
    expect(sentence('rpc:Inform -path:SSID size:>=64KB')).toBe(
      'Shows what fits: the RPC is "Inform", and not (a parameter name contains "SSID"), and the size is at least 64KB.',
    )
    expect(sentence('msg(rpc:Get* fault:9005) OR (boot (state:open OR duration:2s))')).toBe(
      'Shows what fits: in one and the same message (the RPC is like Get*, and a fault code is "9005"), or "boot" occurs in the device id, RPC, parameter names or fault text, and (the state of the session is "open", or the duration is 2s).',
    )
  })
})

describe('completeFilter', () => {
  const offered = (text: string, caret = text.length) => {
    const { from, to, items } = completeFilter(text, caret)
    return items.map((item) => text.slice(0, from) + item.text + text.slice(to))
  }
  it('offers fields for the word at the caret', () => {
    expect(offered('rpc:Inform -se')).toEqual(['rpc:Inform -severity:', 'rpc:Inform -session:'])
    expect(offered('(m')).toEqual(['(mark:', '(msg('])
    expect(offered('st x', 2)).toEqual(['status: x', 'state: x'])
    expect(offered('')).toHaveLength(fieldNames.length + 3)
  })
  it('offers the values of a field that has a fixed set', () => {
    expect(offered('direction:')).toEqual(['direction:cpe', 'direction:acs'])
    expect(offered('STATE:f')).toEqual(['STATE:failed'])
    expect(offered('path:x')).toEqual([])
    expect(offered('nofield:')).toEqual([])
  })
})
