import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../../src/contract/index.js'
import { applyEdit, showEdit } from '../../../../src/renderer/features/findings/applied-edit.js'
import {
  countSeverities,
  groupFindings,
  worstOf,
} from '../../../../src/renderer/features/findings/group-findings.js'

const finding = (rule: string, severity: Finding['severity']): Finding => ({
  rule,
  severity,
  message: rule,
  reference: '',
})

describe('findings by rule', () => {
  it('have the gravest rule first, then the more frequent one, then the name', () => {
    const groups = groupFindings([
      finding('note', 'info'),
      finding('b-rare', 'warning'),
      finding('frequent', 'warning'),
      finding('a-rare', 'warning'),
      finding('frequent', 'warning'),
      finding('grave', 'error'),
    ])
    expect(groups.map(({ rule, findings }) => [rule, findings.length])).toEqual([
      ['grave', 1],
      ['frequent', 2],
      ['a-rare', 1],
      ['b-rare', 1],
      ['note', 1],
    ])
  })

  it('are counted by severity', () => {
    const findings = [finding('a', 'info'), finding('b', 'error'), finding('c', 'info')]
    expect(countSeverities(findings)).toEqual({ error: 1, warning: 0, info: 2 })
    expect(worstOf(findings)).toBe('error')
    expect(worstOf([])).toBe('info')
  })
})

describe('a change', () => {
  const source = '<a>\n  <b>Tom & Jerry</b>\n</a>'
  const edit = { offset: source.indexOf('&'), length: 1, text: '&amp;' }

  it('is made where it belongs', () => {
    expect(applyEdit(source, edit)).toBe('<a>\n  <b>Tom &amp; Jerry</b>\n</a>')
  })

  it('is shown in its line, before and after', () => {
    expect(showEdit(source, edit)).toEqual({
      before: { lead: '<b>Tom ', changed: '&', tail: ' Jerry</b>' },
      after: { lead: '<b>Tom ', changed: '&amp;', tail: ' Jerry</b>' },
    })
  })

  it('is shown with little around it where the line is long, and shortened where it is long itself', () => {
    const long = `<x>${'y'.repeat(5000)}</x>`
    const { before, after } = showEdit(long, { offset: 1000, length: 2000, text: '' })
    expect(before.lead).toBe(`…${'y'.repeat(60)}`)
    expect(before.changed.length).toBeLessThan(320)
    expect(before.tail).toBe(`${'y'.repeat(60)}…`)
    expect(after.changed).toBe('')
  })
})
