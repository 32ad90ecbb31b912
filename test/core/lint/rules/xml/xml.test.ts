import { expect, it } from 'vitest'
import { lintExample } from '../../example.js'
import { testMarked } from '../../marked-cases.js'
import { xmlRules } from '../../../../../src/core/lint/rules/xml/index.js'

const value = (text: string): string =>
  `<ParameterValueStruct><Name>Device.X</Name><Value xsi:type="xsd:string">${text}</Value></ParameterValueStruct>`
const names = (inner: string): string => `<cwmp:GetParameterNames>${inner}</cwmp:GetParameterNames>`
const body = (inner: string): string =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0"><s:Body>${inner}</s:Body></s:Envelope>`
const reboot = '<cwmp:RebootResponse/>'

testMarked(xmlRules, {
  'byte-order-mark': {
    finds: {
      'one before the declaration': `⟦⟧\ufeff<?xml version="1.0"?>${body(reboot)}`,
      'one before the envelope': `⟦⟧\ufeff${body(reboot)}`,
      'the bytes of UTF-8': `⟦⟧\\xEF\\xBB\\xBF${body(reboot)}`,
    },
    leaves: {
      'a message without': body(reboot),
      'the same character in a value': value('\ufeff'),
      'one behind a line end': `\n\ufeff${body(reboot)}`,
    },
  },
  'cdata-end-in-text': {
    finds: { 'the end of a CDATA section in a value': value('a[b[0⟦]]>⟧1') },
    leaves: {
      'the same inside an attribute': '<cwmp:Reboot x="]]>"><CommandKey>a</CommandKey></cwmp:Reboot>',
      'a real CDATA section': value('<![CDATA[a[b] > 1]]>'),
      'two brackets without the rest': value('a[b[0]] > 1'),
    },
  },
  'declaration-not-first': {
    finds: {
      'a declaration behind a line end': `\n⟦<?xml version="1.0"?>⟧\n${body(reboot)}`,
      'a second declaration': `<?xml version="1.0"?>⟦<?xml version="1.0"?>⟧${body(reboot)}`,
    },
    leaves: {
      'a byte order mark': `\ufeff<?xml version="1.0"?>${body(reboot)}`,
      'a style sheet behind the declaration': `<?xml version="1.0"?><?xml-stylesheet href="a"?>${body(reboot)}`,
      'white space before the envelope': `\n\n${body(reboot)}`,
    },
  },
  'doctype-refused': {
    finds: { 'one behind the declaration': `<?xml version="1.0"?>\n⟦<!DOCTYPE⟧ a []>\n${body(reboot)}` },
    leaves: {
      'the word in a value': value('&lt;!DOCTYPE a&gt;'),
      'it in a comment': `<!-- <!DOCTYPE a> -->${body(reboot)}`,
    },
  },
  'duplicate-attribute': {
    finds: { 'the second of two': names('<ParameterPath a="1" ⟦a="2"⟧/><NextLevel>0</NextLevel>') },
    leaves: {
      'two names that differ in case': names('<ParameterPath a="1" A="2"/><NextLevel>0</NextLevel>'),
    },
  },
  'illegal-character-reference': {
    finds: { 'a null': value('a⟦&#0;⟧b'), 'a hexadecimal one': value('a⟦&#x1F;⟧') },
    leaves: { 'a line end': value('a&#10;b'), 'an emoji': value('&#128512;') },
  },
  'illegal-character': {
    finds: {
      'a run of them once': value('a⟦\u0001\u0002⟧b'),
      'a code that is no character': value('⟦\ufffe⟧'),
    },
    leaves: {
      'tab and line ends': value('a\tb\r\nc'),
      'an emoji': value('😀'),
      'a delete character': value('\u007f'),
    },
  },
  'limit-reached': {
    leaves: { 'a value of 200,000 characters': value('a'.repeat(200_000)) },
  },
  'malformed-attribute': {
    finds: {
      'a value without quotes': names('<ParameterPath ⟦a=1⟧/><NextLevel>0</NextLevel>'),
      'an attribute without value': names('<ParameterPath ⟦nil⟧></ParameterPath><NextLevel>0</NextLevel>'),
      'attributes that touch': names('<ParameterPath a="1"⟦b⟧="2"/><NextLevel>0</NextLevel>'),
    },
    leaves: {
      'single quotes and spaces': names(`<ParameterPath a = '1'  b="2" /><NextLevel>0</NextLevel>`),
      'a greater-than sign in a value': names('<ParameterPath a="1>2"/><NextLevel>0</NextLevel>'),
    },
  },
  'malformed-end-tag': {
    finds: {
      'an attribute in it': names('<ParameterPath>a.⟦</ParameterPath b="1">⟧<NextLevel>0</NextLevel>'),
    },
    leaves: {
      'white space behind the name': names('<ParameterPath>a.</ParameterPath\n><NextLevel>0</NextLevel>'),
    },
  },
  'malformed-markup': {
    finds: {
      'a declaration inside': names('<ParameterPath/>⟦<!ATTLIST a>⟧<NextLevel>0</NextLevel>'),
      'a tag that is not ended': names('⟦<ParameterPath ⟧<NextLevel>0</NextLevel>'),
    },
    leaves: { 'a comment': names('<ParameterPath/><!-- a --><NextLevel>0</NextLevel>') },
  },
  'malformed-name': {
    finds: { 'two colons': '<⟦cwmp:Body:RebootResponse⟧/>' },
    leaves: { 'dots, dashes and underscores': '<cwmp:X_LAB-1.2_Do/>' },
  },
  'mismatched-end-tag': {
    finds: {
      'another name': names('<ParameterPath>a.⟦</ParameterPaht>⟧<NextLevel>0</NextLevel>'),
      'another case': names('<ParameterPath>a.⟦</parameterpath>⟧<NextLevel>0</NextLevel>'),
      'another prefix': '<cwmp:RebootResponse>⟦</RebootResponse>⟧',
    },
    leaves: { 'an empty element': names('<ParameterPath/><NextLevel>0</NextLevel>') },
  },
  'missing-end-tag': {
    finds: { 'the start tag that has none': names('<ParameterPath/>⟦<NextLevel>⟧0') },
    leaves: { 'the end of the text': `${body('<cwmp:Reboot>').replace(/<\/s.*/, '')}` },
  },
  'more-defects': {
    leaves: { 'a hundred defects': value('& '.repeat(100)) },
  },
  'raw-ampersand': {
    finds: {
      'one in a URL': value('http://a/?b=1⟦&⟧c=2'),
      'one at the end': value('a⟦&⟧'),
      'one in an attribute': names('<ParameterPath a="b ⟦&⟧ c"/><NextLevel>0</NextLevel>'),
    },
    leaves: {
      'the five entities': value('&amp;&lt;&gt;&quot;&apos;'),
      'character references': value('&#38;&#x26;'),
      'one in a CDATA section': value('<![CDATA[a & b]]>'),
      'one in a comment': names('<!-- a & b --><ParameterPath/><NextLevel>0</NextLevel>'),
    },
  },
  'raw-less-than': {
    finds: {
      'one before a space': value('a ⟦<⟧ b'),
      'one in an attribute': '<cwmp:RebootResponse a="b⟦<⟧c"/>',
    },
    leaves: { 'an escaped one': value('a &lt; b'), 'a greater-than sign': value('a > b') },
  },
  'stray-end-tag': {
    finds: { 'one that closes nothing': names('<ParameterPath/><NextLevel>0</NextLevel>⟦</NextLevel>⟧') },
    leaves: { 'a misspelt one': names('<ParameterPath>a.</Path><NextLevel>0</NextLevel>') },
  },
  truncated: {
    finds: {
      'a text that ends in a tag': `${body('<cwmp:RebootResponse/>').replace(/<\/s.*/, '')}⟦</s:Bo⟧`,
      'a text that ends in an element': `${body('<cwmp:RebootResponse/>').replace('</s:Envelope>', '')}⟦⟧`,
      'a comment without end': `${body('').replace(/<\/s.*/, '')}⟦<!-- to be done⟧`,
    },
    leaves: { 'a line end behind the envelope': `${body(reboot)}\r\n` },
  },
  'undeclared-prefix': {
    finds: {
      'one of an element, once': body('<⟦a⟧:b/><a:b/>'),
      'one that is declared elsewhere only': body('<a xmlns:b="c"/><⟦b⟧:d/>'),
    },
    leaves: {
      'the prefix xml': names('<ParameterPath xml:lang="en"/><NextLevel>0</NextLevel>'),
      'one declared on the element itself': body('<a:b xmlns:a="c"/>'),
    },
  },
  'undecodable-bytes': {
    leaves: { 'UTF-8': value('café'), 'the replacement character itself': value('\ufffd') },
  },
  'unknown-charset': {
    finds: {
      'one the declaration names': `⟦⟧<?xml version="1.0" encoding="gb2312"?>${body(reboot)}`,
    },
    leaves: {
      'ISO-8859-1': `<?xml version="1.0" encoding="ISO-8859-1"?>${body(reboot)}`,
      'a name in small letters': `<?xml version='1.0' encoding='utf-8'?>${body(reboot)}`,
      'a charset in quotes': `POST / HTTP/1.1\nContent-Type: text/xml; charset="UTF-8"\n\n${reboot}`,
    },
  },
  'unknown-entity': {
    finds: { 'one of HTML': value('a⟦&nbsp;⟧b'), 'one in the wrong case': value('⟦&AMP;⟧') },
    leaves: { 'a bare ampersand': value('a & b;') },
  },
  'unusual-xml-declaration': {
    finds: {
      'single quotes': `⟦<?xml version='1.0'?>⟧${body(reboot)}`,
      'standalone="no"': `⟦<?xml version="1.0" standalone="no"?>⟧${body(reboot)}`,
      'it where it comes late': `\n⟦<?xml version='1.0'?>⟧${body(reboot)}`,
    },
    leaves: {
      'standalone="yes"': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${body(reboot)}`,
      'single quotes elsewhere': body(`<cwmp:RebootResponse a='1'/>`),
    },
  },
  'missing-xml-declaration': {
    finds: { 'an ACS that sends none': `⟦⟧${body('<cwmp:FactoryReset/>')}` },
    leaves: { 'a CPE that sends none': body(reboot), 'an ACS that sends one': '<cwmp:FactoryReset/>' },
  },
  'comment-or-instruction': {
    finds: {
      'a comment': names('⟦<!-- a -->⟧<ParameterPath/><NextLevel>0</NextLevel>'),
      'a comment behind its mark in a CDATA section': value('<![CDATA[<!-- a]]>⟦<!-- b -->⟧'),
      'an instruction': names('<ParameterPath>a⟦<?b c?>⟧</ParameterPath><NextLevel>0</NextLevel>'),
    },
    leaves: {
      'a comment before the envelope': `<!-- a -->${body(reboot)}`,
      'its mark in a CDATA section': value('<![CDATA[<!-- a --> <?b?>]]>'),
      'the XML declaration': `<?xml version="1.0"?>${body(reboot)}`,
    },
  },
})

it('undecodable-bytes points at the characters that stand for the bytes', () => {
  const found = lintExample(value('plain \\xFF\\xFE')).filter(({ rule }) => rule === 'undecodable-bytes')
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({ length: 2 })
})

it('more-defects counts what is not listed', () => {
  const found = lintExample(value('& '.repeat(150))).find(({ rule }) => rule === 'more-defects')
  expect(found?.message).toContain('50 further defects')
})

it('limit-reached says which limit, where reading stopped', () => {
  const found = lintExample(body(`${'<a>'.repeat(200)}${'</a>'.repeat(200)}`)).find(
    ({ rule }) => rule === 'limit-reached',
  )
  expect(found?.message).toContain('128')
})

it('missing-xml-declaration offers to speak to the device otherwise', () => {
  const [found] = lintExample(body('<cwmp:FactoryReset/>')).filter(
    ({ rule }) => rule === 'missing-xml-declaration',
  )
  expect(found?.fix).toMatchObject({ kind: 'quirk', quirk: { xmlDeclaration: true } })
})

it('a message full of comments is looked at in time that does not grow with their number', () => {
  const started = performance.now()
  const found = lintExample(body(`<cwmp:Reboot>${'<!---->'.repeat(200_000)}<CommandKey/></cwmp:Reboot>`))
  expect(found.filter(({ rule }) => rule === 'comment-or-instruction')).toHaveLength(10)
  expect(performance.now() - started).toBeLessThan(5_000)
})
