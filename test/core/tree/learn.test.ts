import { beforeEach, describe, expect, test } from 'vitest'
import { ParameterTree } from '../../../src/core/tree/index.js'
import { envelope, inform, names, Teacher, values } from './messages.js'

const ssid = 'Device.WiFi.SSID.1.SSID'
let tree: ParameterTree
let teacher: Teacher

beforeEach(() => {
  tree = new ParameterTree()
  teacher = new Teacher(tree)
})

describe('an Inform', () => {
  test('teaches its parameters, reported by the CPE', () => {
    expect(teacher.tell(inform(['2 PERIODIC'], { [ssid]: 'home' }))).toEqual([
      {
        path: ssid,
        value: 'home',
        type: 'string',
        source: 'inform',
        cause: 'cpe',
        at: '1970-01-01T00:00:01.000Z',
        messageId: 'm1',
      },
    ])
    expect(tree.get(ssid)).toMatchObject({ value: 'home', source: 'inform', state: 'known' })
    expect(tree.get('Device.WiFi.')).toMatchObject({ value: null, state: 'name-only' })
  })

  test('that says the same again changes nothing', () => {
    teacher.tell(inform(['2 PERIODIC'], { [ssid]: 'home' }))
    expect(teacher.tell(inform(['2 PERIODIC'], { [ssid]: 'home' }))).toEqual([])
    expect(tree.get(ssid)?.messageId).toBe('m1')
  })

  test('with 4 VALUE CHANGE tells what was changed behind our back, and only that', () => {
    teacher.get({ [ssid]: 'home', 'Device.A': '1' })
    const changes = teacher.tell(
      inform(['4 VALUE CHANGE'], { [ssid]: 'cafe', 'Device.A': '1', 'Device.B': '2' }),
    )
    expect(changes.map(({ path, cause }) => [path, cause])).toEqual([
      [ssid, 'external'],
      ['Device.B', 'cpe'],
    ])
  })

  test.each(['0 BOOTSTRAP', '1 BOOT'])(
    'with %s puts fetched values in doubt, and reported ones are known again',
    (event) => {
      teacher.get({ [ssid]: 'home', 'Device.Uptime': '99' })
      teacher.tell(inform([event], { 'Device.Uptime': '99' }))
      expect(tree.get(ssid)?.state).toBe('stale')
      expect(tree.get('Device.Uptime')).toMatchObject({
        state: 'known',
        value: '99',
        source: 'inform',
        messageId: 'm2',
      })
      teacher.get({ [ssid]: 'home' })
      expect(tree.get(ssid)).toMatchObject({ state: 'known', messageId: 'm3' })
    },
  )

  test('sent again in its session boots only once', () => {
    const boot = inform(['1 BOOT'], { 'Device.Uptime': '1' })
    teacher.tell(boot)
    expect(teacher.tell(boot, undefined, true)).toEqual([])
  })

  test('that is damaged teaches what is left of it', () => {
    const damaged = envelope('request', 'Inform', {
      Event: '',
      ParameterList: { Name: ' Device.A ', Type: '' },
    })
    expect(teacher.tell(damaged)).toMatchObject([{ path: 'Device.A', value: '' }])
    expect(teacher.tell(envelope('request', 'Inform', { ParameterList: [{ Value: 'x' }, 'noise'] }))).toEqual(
      [],
    )
  })
})

describe('answers', () => {
  test('to GetParameterNames teach names, objects and writability', () => {
    teacher.listed('Device.', {
      'Device.': '0',
      'Device.X.': '1',
      'Device.X.1.': 'true',
      'Device.X.1.Name': '1',
    })
    expect(tree.get('Device.X.1.Name')).toMatchObject({ state: 'name-only', writable: true, source: 'names' })
    expect(tree.get('Device.')).toMatchObject({ writable: false })
    expect(tree.parameterCount).toBe(1)
  })

  test('to GetParameterNames keep the value, its source and its time', () => {
    teacher.get({ [ssid]: 'home' })
    teacher.listed('Device.', { 'Device.': '0', [ssid]: '1' })
    expect(tree.get(ssid)).toMatchObject({ value: 'home', writable: true, source: 'get', messageId: 'm1' })
  })

  test('to GetParameterNames of a whole subtree delete what they no longer list, as one change per object', () => {
    teacher.get({ 'Device.H.1.A': '1', 'Device.H.2.A': '2', 'Device.Other': '3' })
    const changes = teacher.listed('Device.H.', { 'Device.H.': '0', 'Device.H.2.': '0', 'Device.H.2.A': '0' })
    expect(changes.filter(({ deleted }) => deleted)).toMatchObject([{ path: 'Device.H.1.' }])
    expect(tree.get('Device.H.1.A')?.state).toBe('deleted')
    expect(tree.get('Device.H.2.A')?.state).toBe('known')
    expect(tree.get('Device.Other')?.state).toBe('known')
    expect(tree.parameterCount).toBe(2)
  })

  test('to GetParameterNames that omit objects but list what is in them keep the objects', () => {
    teacher.get({ 'Device.H.1.A': '1' })
    teacher.listed('Device.', { 'Device.H.1.A': '0' })
    expect(tree.get('Device.H.1.')?.state).toBe('name-only')
  })

  test.each([
    ['of the next level only', () => teacher.listed('Device.', { 'Device.B.': '0' }, '1')],
    ['of another subtree', () => teacher.listed('Device.B.', { 'Device.B.': '0' })],
    ['with nothing at all in them', () => teacher.listed('', {})],
    [
      'without the question',
      () => teacher.tell(envelope('response', 'GetParameterNames', names({ 'Device.B.': '0' }))),
    ],
    [
      'that are damaged',
      () =>
        teacher.tell(
          envelope('response', 'GetParameterNames', names({ 'Device.B.': '0' }), [
            { rule: 'truncated', message: 'ends inside', offset: 0, length: 0 },
          ]),
          envelope('request', 'GetParameterNames', { ParameterPath: 'Device.', NextLevel: '0' }),
        ),
    ],
  ])('to GetParameterNames %s delete nothing', (_, tell) => {
    teacher.get({ 'Device.A.X': '1' })
    tell()
    expect(tree.get('Device.A.X')?.state).toBe('known')
  })

  test('to GetParameterValues teach values and types without prefix', () => {
    teacher.get({ 'Device.N': '5' }, 'xsd:unsignedInt')
    expect(tree.get('Device.N')).toMatchObject({ value: '5', type: 'unsignedInt', source: 'get' })
  })

  test('to SetParameterValues teach what the request set; the change points to the request and has the time of the answer', () => {
    teacher.get({ [ssid]: 'home' })
    const [change, ...more] = teacher.set({ [ssid]: 'cafe' })
    expect(more).toEqual([])
    expect(change).toMatchObject({
      value: 'cafe',
      cause: 'acs',
      source: 'set',
      messageId: 'q2',
      at: '1970-01-01T00:00:02.000Z',
    })
  })

  test('that are faults teach nothing', () => {
    const request = envelope('request', 'SetParameterValues', values({ [ssid]: 'cafe' }))
    expect(teacher.tell(envelope('fault', 'SetParameterValues', {}), request)).toEqual([])
  })

  test('to GetParameterAttributes teach notification and access', () => {
    teacher.get({ [ssid]: 'home' })
    const attributes = { ParameterList: [{ Name: ssid, Notification: '2', AccessList: ['Subscriber'] }] }
    expect(teacher.tell(envelope('response', 'GetParameterAttributes', attributes))).toMatchObject([
      { path: ssid, notification: 2, accessList: ['Subscriber'], source: 'attributes' },
    ])
    expect(teacher.tell(envelope('response', 'GetParameterAttributes', attributes))).toEqual([])
    expect(tree.get(ssid)).toMatchObject({ value: 'home', source: 'get', notification: 2 })
  })

  test('to SetParameterAttributes hold for everything below a partial path, where the change was asked for', () => {
    teacher.get({ 'Device.W.A': '1', 'Device.W.B.C': '2', 'Device.V': '3' })
    const request = envelope('request', 'SetParameterAttributes', {
      ParameterList: [
        {
          Name: 'Device.W.',
          NotificationChange: '1',
          Notification: '1',
          AccessListChange: '0',
          AccessList: [],
        },
        {
          Name: 'Device.V',
          NotificationChange: '0',
          Notification: '2',
          AccessListChange: '1',
          AccessList: [],
        },
      ],
    })
    const changes = teacher.tell(envelope('response', 'SetParameterAttributes', {}), request)
    expect(changes.map(({ path, notification, accessList }) => [path, notification, accessList])).toEqual([
      ['Device.W.A', 1, undefined],
      ['Device.W.B.C', 1, undefined],
      ['Device.V', undefined, []],
    ])
  })

  test.each([
    ['Device.NAT.PortMapping.', 'Device.NAT.PortMapping.3.'],
    ['Device.NAT.PortMapping.[web].', 'Device.NAT.PortMapping.3.'],
  ])('to AddObject of %s add %s', (ObjectName, path) => {
    const request = envelope('request', 'AddObject', { ObjectName, ParameterKey: '' })
    const added = teacher.tell(
      envelope('response', 'AddObject', { InstanceNumber: '3', Status: '0' }),
      request,
    )
    expect(added).toMatchObject([{ path, source: 'add', cause: 'acs' }])
  })

  test('to DeleteObject delete the subtree; adding it again starts anew', () => {
    teacher.get({ 'Device.T.1.A': '1' })
    const request = envelope('request', 'DeleteObject', { ObjectName: 'Device.T.1.', ParameterKey: '' })
    teacher.tell(envelope('response', 'DeleteObject', { Status: '0' }), request)
    expect(tree.get('Device.T.1.A')?.state).toBe('deleted')
    expect(tree.parameterCount).toBe(0)
    teacher.listed('Device.T.', { 'Device.T.': '1', 'Device.T.1.A': '1' })
    expect(tree.get('Device.T.1.A')).toMatchObject({ state: 'name-only', value: null })
  })
})

test.each(['.', '..', '.ExternalIPAddress', 'Device..A', 'NoDot', ' '])(
  'survives the bogus name "%s"',
  (name) => {
    teacher.get({ [name]: 'x' })
    expect([...tree.nodes()].length).toBe(tree.size)
  },
)
