import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readXml } from '../../../../src/core/xml/index.js'
import { shownSpan, spanOf } from '../../../../src/renderer/features/inspector/finding-place.js'
import { asReceived, layOutXml as layOut } from '../../../../src/renderer/features/inspector/xml-layout.js'

const layOutXml = (source: string) => layOut(readXml(source))

const solid = (text: string) => text.replaceAll(/\s/g, '')

describe('XML laid out for reading', () => {
  it('gives each element a line, indented by its depth', () => {
    expect(layOutXml('<?xml version="1.0"?><a><b>1</b><c><d/></c></a>').text).toBe(
      '<?xml version="1.0"?>\n<a>\n  <b>1</b>\n  <c>\n    <d/>\n  </c>\n</a>',
    )
  })

  it('leaves text and its white space alone', () => {
    expect(layOutXml('<a><b>  two\n lines </b><c>x <d/> y</c></a>').text).toBe(
      '<a>\n  <b>  two\n lines </b>\n  <c>x <d/> y</c>\n</a>',
    )
  })

  it('breaks a long start tag at its attributes', () => {
    const wide = `<a xmlns:one="${'x'.repeat(60)}" xmlns:two="${'y'.repeat(60)}"><b/></a>`
    expect(layOutXml(wide).text.split('\n')).toHaveLength(5)
    expect(solid(layOutXml(wide).text)).toBe(solid(wide))
  })

  it('shows damage as it is', () => {
    for (const damaged of [
      '<a><b>1</a>',
      '<a><b',
      'no xml',
      '<a></b></a>',
      '<a>&nope;<b/></a>trailing',
      '<a/><b/>',
      '',
    ]) {
      expect(solid(layOutXml(damaged).text)).toBe(solid(damaged))
    }
  })

  it('changes nothing but white space, whatever it is given', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<b x="1">',
      '</b>',
      '<c/>',
      'text',
      ' ',
      '\n',
      '<!-- n -->',
      '<![CDATA[<]]>',
      '&amp;',
      '<',
      '>',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const source = pieces.join('')
        expect(solid(layOutXml(source).text)).toBe(solid(source))
      }),
    )
  })

  it('knows where each place of the source has gone', () => {
    const source = '<a><b>one</b><c>two</c></a>'
    const layout = layOutXml(source)
    for (const word of ['<b>', 'one', 'two', '</a>']) {
      expect(layout.text.slice(layout.offsetOf(source.indexOf(word))).startsWith(word)).toBe(true)
    }
  })

  it('finds back to the source from every solid character of it', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<b x="1" y="2">',
      '</b>',
      '<c/>',
      'text',
      ' ',
      '\n',
      '<!-- n -->',
      '&amp;',
      '<',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const source = pieces.join('')
        const layout = layOutXml(source)
        for (let at = 0; at < source.length; at++) {
          if (/\s/.test(source[at] ?? '')) continue
          const shown = layout.offsetOf(at)
          expect(layout.text[shown]).toBe(source[at])
          expect(layout.sourceOf(shown)).toBe(at)
        }
      }),
    )
  })

  it('takes white space that was put in for what comes next', () => {
    const layout = layOutXml('<a><b>1</b></a>')
    expect(layout.sourceOf(layout.text.indexOf('<b>') - 1)).toBe(3)
    expect(layout.sourceOf(layout.text.length)).toBe(15)
    expect(asReceived('<a/>').sourceOf(2)).toBe(2)
  })

  it('places a finding where its characters are, and shows at least one of them', () => {
    const source = '<a><b>one</b></a>'
    const layout = layOutXml(source)
    const shownText = (offset: number, length: number) => {
      const span = spanOf({ rule: 'r', severity: 'error', message: '', reference: '', offset, length })
      const { start, end } = shownSpan(span!, layout)
      return layout.text.slice(start, end)
    }
    expect(shownText(6, 3)).toBe('one')
    expect(shownText(3, 10)).toBe('<b>one</b>')
    expect(shownText(3, 0)).toBe('<')
  })

  it('places no finding that is about no place', () => {
    expect(spanOf({ rule: 'r', severity: 'info', message: '', reference: '' })).toBeNull()
  })
})
