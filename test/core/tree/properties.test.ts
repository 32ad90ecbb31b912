import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compareSegments,
  createRowsView,
  foldChanges,
  lastSegment,
  ParameterTree,
  type Expansion,
  type TreeRow,
} from '../../../src/core/tree/index.js'
import { envelope, inform, names, Teacher, values } from './messages.js'

const segment = fc.constantFrom('A', 'b', 'Table', 'Name', '1', '2', '10')
const parameter = fc
  .array(segment, { minLength: 1, maxLength: 3 })
  .map((parts) => `Device.${parts.join('.')}`)
const object = fc
  .array(segment, { maxLength: 2 })
  .map((parts) => `Device.${parts.map((part) => `${part}.`).join('')}`)
const someValues = fc.dictionary(parameter, fc.constantFrom('', '0', 'home', 'Cafe'), { maxKeys: 5 })
const someNames = fc.dictionary(fc.oneof(parameter, object), fc.constantFrom('0', '1'), { maxKeys: 5 })

type Step = (teacher: Teacher) => void
const step: fc.Arbitrary<Step> = fc.oneof(
  someValues.map(
    (entries): Step =>
      (teacher) =>
        void teacher.get(entries),
  ),
  someValues.map(
    (entries): Step =>
      (teacher) =>
        void teacher.set(entries),
  ),
  fc.tuple(object, someNames).map(
    ([path, entries]): Step =>
      (teacher) =>
        void teacher.listed(path, entries),
  ),
  fc.tuple(fc.constantFrom('1 BOOT', '4 VALUE CHANGE', '2 PERIODIC'), someValues).map(
    ([event, entries]): Step =>
      (teacher) =>
        void teacher.tell(inform([event], entries)),
  ),
  object.map(
    (ObjectName): Step =>
      (teacher) =>
        void teacher.tell(
          envelope('response', 'DeleteObject', { Status: '0' }),
          envelope('request', 'DeleteObject', { ObjectName }),
        ),
  ),
  fc.tuple(object, fc.integer({ min: 1, max: 12 })).map(
    ([ObjectName, instance]): Step =>
      (teacher) =>
        void teacher.tell(
          envelope('response', 'AddObject', { InstanceNumber: String(instance), Status: '0' }),
          envelope('request', 'AddObject', { ObjectName }),
        ),
  ),
  fc.tuple(fc.oneof(parameter, object), fc.constantFrom('0', '1', '2')).map(
    ([Name, Notification]): Step =>
      (teacher) =>
        void teacher.tell(
          envelope('response', 'SetParameterAttributes', {}),
          envelope('request', 'SetParameterAttributes', {
            ParameterList: [{ Name, NotificationChange: '1', Notification }],
          }),
        ),
  ),
)
const lessons = fc.array(step, { maxLength: 25 })

function taught(steps: readonly Step[]): Teacher {
  const teacher = new Teacher(new ParameterTree())
  for (const teach of steps) teach(teacher)
  return teacher
}

const recordsOf = (tree: ParameterTree) => [...tree.nodes()].map((node) => tree.record(node))

describe('a tree', () => {
  test('is the fold of its changes', () => {
    fc.assert(
      fc.property(lessons, (steps) => {
        const { tree, all } = taught(steps)
        const again = foldChanges(all)
        expect(recordsOf(again)).toEqual(recordsOf(tree))
        expect([again.parameterCount, again.size, again.knownValueCount]).toEqual([
          tree.parameterCount,
          tree.size,
          tree.knownValueCount,
        ])
      }),
    )
  })

  test('learns nothing from a message it has just learnt from', () => {
    fc.assert(
      fc.property(lessons, someValues, someNames, (steps, entries, listing) => {
        const teacher = taught(steps)
        const answer = envelope('response', 'GetParameterValues', values(entries))
        teacher.tell(answer)
        expect(teacher.tell(answer)).toEqual([])
        const listed = envelope('response', 'GetParameterNames', names(listing))
        teacher.tell(listed)
        expect(teacher.tell(listed)).toEqual([])
      }),
    )
  })

  test('counts what a walk over it counts', () => {
    fc.assert(
      fc.property(lessons, (steps) => {
        const { tree } = taught(steps)
        const records = recordsOf(tree)
        const live = records.filter(({ state }) => state !== 'deleted')
        expect(tree.size).toBe(live.length)
        expect(tree.parameterCount).toBe(live.filter(({ path }) => !path.endsWith('.')).length)
        expect(tree.knownValueCount).toBe(live.filter(({ state }) => state === 'known').length)
      }),
    )
  })
})

/** What the grid must show, said as simply as possible and without regard to speed. */
function naiveRows(tree: ParameterTree, search: string, expansion: Expansion) {
  const live = recordsOf(tree).filter(({ state }) => state !== 'deleted')
  const sought = search.toLowerCase()
  const isMatch = (row: (typeof live)[number]): boolean =>
    row.path.toLowerCase().includes(sought) || (row.value ?? '').toLowerCase().includes(sought)
  const kept = live.filter(
    (row) =>
      isMatch(row) ||
      live.some((below) => row.path.endsWith('.') && below.path.startsWith(row.path) && isMatch(below)),
  )
  const isOpen = (path: string): boolean => search !== '' || expansion.all !== expansion.except.includes(path)
  const childrenOf = (path: string, among: typeof live) =>
    among
      .filter((row) => row.path.startsWith(path) && lastSegment(row.path) === row.path.slice(path.length))
      .sort((a, b) => compareSegments(lastSegment(a.path), lastSegment(b.path)))
  const rows: Partial<TreeRow>[] = []
  const visit = (path: string, level: number): void => {
    const siblings = childrenOf(path, kept)
    siblings.forEach((row, index) => {
      const isObject = row.path.endsWith('.')
      const parameters = live.filter((below) => below.path.startsWith(row.path) && !below.path.endsWith('.'))
      const fetched = parameters.filter(({ value }) => value !== null).length
      rows.push({
        ...row,
        isObject,
        level,
        positionInSet: index + 1,
        setSize: siblings.length,
        expanded: isObject && isOpen(row.path),
        childCount: isObject ? childrenOf(row.path, live).length : 0,
        coverage: !isObject
          ? null
          : fetched === 0
            ? 'never'
            : fetched === parameters.length
              ? 'complete'
              : 'partial',
      })
      if (isObject && isOpen(row.path)) visit(row.path, level + 1)
    })
  }
  visit('', 1)
  return { rows, matches: live.filter(isMatch).length }
}

const expansion = fc.record({ all: fc.boolean(), except: fc.array(object, { maxLength: 4 }) })
const search = fc.constantFrom('', 'name', 'CAFE', 'table.1', 'ho', 'nothing has this')

describe('the rows of the grid', () => {
  test('are those of a naive walk, also after the tree has changed', () => {
    fc.assert(
      fc.property(lessons, lessons, search, expansion, (before, after, sought, open) => {
        const teacher = taught(before)
        const view = createRowsView(teacher.tree)
        for (const steps of [[], after]) {
          for (const teach of steps) teach(teacher)
          const rows = view({ search: sought, expansion: open })
          const naive = naiveRows(teacher.tree, sought, open)
          expect(rows.window(0, 1000)).toMatchObject(naive.rows)
          expect([rows.total, rows.matches]).toEqual([naive.rows.length, naive.matches])
          naive.rows.forEach(({ path }, index) => expect(rows.positionOf(path ?? '')).toBe(index))
          expect(rows.window(1, 2)).toEqual(rows.window(0, 1000).slice(1, 3))
        }
      }),
    )
  })

  test('are kept until something changes', () => {
    const teacher = taught([(one) => void one.get({ 'Device.A.B': '1' })])
    const view = createRowsView(teacher.tree)
    const query = { search: '', expansion: { all: true, except: [] } }
    const rows = view(query)
    expect(view({ ...query, expansion: { all: true, except: [] } })).toBe(rows)
    teacher.get({ 'Device.A.B': '2' })
    // A value has changed, no row has moved: the rows are the same, the window shows the new value.
    expect(view(query)).toBe(rows)
    expect(rows.window(2, 1)[0]?.value).toBe('2')
    teacher.get({ 'Device.A.C': '2' })
    expect(view(query)).not.toBe(rows)
  })
})

test('siblings stand parameters first, instances by number, names by alphabet', () => {
  const segments = ['b.', '10.', 'A.', 'zebra', '2.', 'Apple', '1.', 'apple']
  expect([...segments].sort(compareSegments)).toEqual([
    'Apple',
    'apple',
    'zebra',
    '1.',
    '2.',
    '10.',
    'A.',
    'b.',
  ])
})

test('the order of siblings is a total order', () => {
  const any = fc.oneof(
    segment,
    segment.map((part) => `${part}.`),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(any, { maxLength: 8 }), (segments) => {
      const sorted = [...segments].sort(compareSegments)
      expect([...segments].reverse().sort(compareSegments)).toEqual(sorted)
    }),
  )
})

test('20,000 parameters are searched in milliseconds and scrolled for nothing', () => {
  const tree = new ParameterTree()
  const teacher = new Teacher(tree)
  const entries: Record<string, string> = {}
  for (let host = 1; host <= 2000; host += 1) {
    for (let item = 0; item < 10; item += 1)
      entries[`Device.Hosts.Host.${host}.Parameter${item}`] = `value ${host * item}`
  }
  teacher.get(entries)
  expect(tree.parameterCount).toBe(20_000)
  const view = createRowsView(tree)
  const closed = { all: false, except: [] }
  view({ search: 'warm up', expansion: closed })
  const start = performance.now()
  expect(view({ search: 'host.1234.', expansion: closed }).matches).toBe(11)
  const searched = performance.now()
  const rows = view({ search: '', expansion: { all: true, except: [] } })
  const opened = performance.now()
  for (let from = 0; from < 20_000; from += 50) rows.window(from, 50)
  const scrolled = performance.now()
  // Ten times the goal, so that a busy machine does not matter; a quadratic walk would take seconds.
  expect(searched - start).toBeLessThan(150)
  expect(opened - searched).toBeLessThan(150)
  expect((scrolled - opened) / 400).toBeLessThan(5)
})
