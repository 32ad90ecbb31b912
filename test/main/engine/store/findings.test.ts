import { DatabaseSync } from 'node:sqlite'
import { beforeEach, describe, expect, test } from 'vitest'
import type { OpenedCapture } from '../../../../src/main/engine/recorder/index.js'
import {
  openCaptureFile,
  openCaptureForReading,
  type CaptureReader,
} from '../../../../src/main/engine/store/index.js'
import { informResponse, informXml, type Traffic } from '../../../core/sessions/traffic.js'
import { record, useCaptures } from '../recorder/captures.js'

const { folder, open } = useCaptures()
const device = '00A0B1-Box-S1'
const miscounted = (serial: string) => informXml({ serial }).replace('EventStruct[1]', 'EventStruct[7]')

/** 1: nothing to say of it. 3: a message is miscounted. 5: goes silent. 6, without a session: garbage. */
function traffic(traffic: Traffic): void {
  traffic.session({ serial: 'S2' })
  traffic.bind(traffic.post(miscounted('S3'), { connection: 3 }), 'connection')
  traffic.answer(200, informResponse, ['Set-Cookie: session=3'])
  traffic.post('', { connection: 3, cookie: 'session=3' })
  traffic.bind(3)
  traffic.answer(204)
  traffic.ended(3, 'completed')
  const silent = traffic.post(informXml(), { connection: 5 })
  traffic.bind(silent, 'connection')
  traffic.answer(200, informResponse)
  traffic.ended(silent, 'timeout')
  traffic.post('garbage', { connection: 99 })
  traffic.answer(400)
}

let capture: OpenedCapture
let reader: CaptureReader
let id: string

beforeEach(async () => {
  capture = await open()
  reader = capture.reader
  id = reader.captureId
  await record(capture.recorder, traffic)
})

const sessionNumbers = async (filter: string) =>
  (await reader.sessions({ limit: 100, filter })).items.map((session) => session.id.slice(id.length + 1))
const foundBy = async (filter: string) =>
  (await reader.findings({ limit: 100, filter })).items.map(
    ({ rule, messageId, sessionId }) => `${rule} ${(messageId ?? sessionId ?? '').slice(id.length + 1)}`,
  )

test('every way of asking gives the same findings', async () => {
  const { items: sessions } = await reader.sessions({ limit: 100 })
  let inSessions = 0
  for (const session of sessions) {
    const { items: messages } = await reader.sessionMessages(session.id, { limit: 100 })
    const { items: all } = await reader.findings({ limit: 100, sessionId: session.id })
    for (const message of messages) {
      const own = await reader.messageFindings(message.id)
      expect(own, message.id).toHaveLength(message.findings)
      expect(all.filter(({ messageId }) => messageId === message.id)).toEqual(own)
    }
    const counts = { error: 0, warning: 0, info: 0 }
    for (const { severity } of all) counts[severity] += 1
    expect(session.findings, session.id).toEqual(counts)
    expect(await reader.findingCounts(session.id)).toEqual(counts)
    inSessions += all.length
  }
  const outside = [
    ...(await reader.messageFindings(`${id}.6.q`)),
    ...(await reader.messageFindings(`${id}.6.r`)),
  ]
  expect(outside).not.toEqual([])
  expect((await reader.findings({ limit: 100 })).total).toBe(inSessions + outside.length)
})

describe('filters', () => {
  test('find a session by what was found in its messages and in itself', async () => {
    expect(await sessionNumbers('rule:array-count-mismatch')).toEqual(['3'])
    expect(await sessionNumbers('rule:never-proceeds')).toEqual(['5'])
    expect(await sessionNumbers('severity:error')).toContain('5')
    expect(await sessionNumbers('-rule:never-proceeds -rule:array-count-mismatch')).toEqual(['1'])
    // The rule is not in the message that the other term names.
    expect(await sessionNumbers('msg(rule:array-count-mismatch kind:response)')).toEqual([])
  })

  test('find a message by what was found in it, not by what its session is said', async () => {
    const messages = async (session: number, filter: string) =>
      (await reader.sessionMessages(`${id}.${session}`, { limit: 100, filter })).items.map(
        (message) => message.id,
      )
    expect(await messages(3, 'rule:array-count-mismatch')).toEqual([`${id}.3.q`])
    expect(await messages(5, 'rule:never-proceeds')).toEqual([])
  })

  test('find findings by rule, severity, and by their message and session', async () => {
    expect(await foundBy('rule:never-proceeds')).toEqual(['never-proceeds 5'])
    expect(await foundBy('rule:never-proceeds severity:info')).toEqual([])
    expect(await foundBy('rule:array-count-mismatch')).toEqual(['array-count-mismatch 3.q'])
    expect(await foundBy('rule:array-count-mismatch rpc:Inform session:3')).toHaveLength(1)
    expect(await foundBy('rule:array-count-mismatch session:5')).toEqual([])
    expect(await foundBy(`session:5 device:${device}`)).toContain('never-proceeds 5')
    // Of the session itself there is no message to be an Inform.
    expect(await foundBy('rule:never-proceeds rpc:Inform')).toEqual([])
  })
})

describe('suggestions', () => {
  test('are the quirks that findings of a device call for, each once, with how many do', async () => {
    await record(
      capture.recorder,
      (more) => {
        const silent = more.post(informXml(), { connection: 7 })
        more.bind(silent, 'connection')
        more.answer(200, informResponse)
        more.ended(silent, 'timeout')
      },
      6,
    )
    const suggestions = await reader.suggestions(device)
    const declaration = suggestions.filter(({ finding }) => finding.rule === 'never-proceeds')
    expect(declaration).toMatchObject([
      {
        findings: 2,
        finding: { sessionId: `${id}.7`, fix: { kind: 'quirk', quirk: { xmlDeclaration: false } } },
      },
    ])
    expect(await reader.suggestions('nobody')).toEqual([])
  })
})

test('an outcome that is corrected after it was written replaces what was found', async () => {
  expect(await foundBy('rule:never-proceeds')).toHaveLength(1)
  const before = (await reader.findings({ limit: 100, sessionId: `${id}.5` })).total
  await record(capture.recorder, (more) => more.ended(5, 'connection-closed'), 6)
  expect((await reader.session(`${id}.5`))?.outcome).toBe('connection-closed')
  expect(await foundBy('rule:never-proceeds')).toHaveLength(1)
  expect((await reader.findings({ limit: 100, sessionId: `${id}.5` })).total).toBe(before)
  await record(capture.recorder, (more) => more.ended(5, 'completed'), 6)
  expect(await foundBy('rule:never-proceeds')).toEqual([])
  expect((await reader.session(`${id}.5`))?.findings.error).toBe(0)
})

test('a session that was open when the program died counts what was found in it before', async () => {
  await record(
    capture.recorder,
    (more) => {
      more.bind(more.post(miscounted('S9'), { connection: 8 }), 'connection')
      more.answer(200, informResponse)
    },
    6,
  )
  const before = (await reader.session(`${id}.7`))?.findings
  expect(before).not.toEqual({ error: 0, warning: 0, info: 0 })
  await capture.recorder.close()
  const again = await open()
  const session = await again.reader.session(`${id}.7`)
  const { items } = await again.reader.findings({ limit: 100, sessionId: `${id}.7` })
  expect(session).toMatchObject({ outcome: 'interrupted' })
  const counts = { error: 0, warning: 0, info: 0 }
  for (const { severity } of items) counts[severity] += 1
  expect(session?.findings).toEqual(counts)
})

describe('a capture whose projections another version made', () => {
  /** As version 1 left it: the findings table had fewer columns, and nobody noted the number. */
  function downgrade(): void {
    const database = new DatabaseSync(folder.capture)
    database.exec(`
      DROP TABLE finding;
      CREATE TABLE finding (id INTEGER PRIMARY KEY, session INTEGER, severity TEXT NOT NULL, record TEXT NOT NULL);
      CREATE INDEX finding_session ON finding (session);
      UPDATE session SET record = json_set(record, '$.verdict', 'an old sentence');
      DELETE FROM meta WHERE key = 'projections';
    `)
    database.close()
  }

  test('is re-indexed when it is opened for recording, without a word of damage', async () => {
    const sessions = await reader.sessions({ limit: 100 })
    const findings = await reader.findings({ limit: 100 })
    await capture.recorder.close()
    downgrade()
    const again = await open()
    expect(again.problems).toEqual([])
    expect(await again.reader.sessions({ limit: 100 })).toEqual(sessions)
    expect(await again.reader.findings({ limit: 100 })).toEqual(findings)
  })

  test('is brought up to date for looking at it', async () => {
    const findings = await reader.findings({ limit: 100 })
    await capture.recorder.close()
    downgrade()
    const view = openCaptureForReading(folder.capture)
    expect(await view.reader.findings({ limit: 100 })).toEqual(findings)
    view.close()
  })

  test('is refused with what to do while that version records into it', async () => {
    await reader.figures()
    downgrade()
    expect(() => openCaptureForReading(folder.capture)).toThrow(
      /another version .* being recorded into, .*copy it/,
    )
    const database = new DatabaseSync(folder.capture)
    expect(database.prepare('SELECT count(*) AS n FROM session').get()?.['n']).toBe(3)
    database.close()
    // What records on must find its tables, or closing it would fail.
    openCaptureFile({ path: folder.capture, mode: 'record' }).database.close()
  })

  test('goes on where a re-indexing was cut short', async () => {
    const findings = await reader.findings({ limit: 100 })
    await capture.recorder.close()
    downgrade()
    // The tables are there, nothing in them: as after a kill between two steps.
    openCaptureFile({ path: folder.capture, mode: 'record' }).database.close()
    const again = await open()
    expect(await again.reader.findings({ limit: 100 })).toEqual(findings)
  })
})

test('values are judged by the data model of their root', async () => {
  const values = { 'Device.ManagementServer.PeriodicInformInterval': '300' }
  await record(capture.recorder, (more) => void more.session({ serial: 'S8', values }), 6)
  expect(await foundBy('rule:type-differs-from-model')).toEqual(['type-differs-from-model 7.q'])
  const [finding] = (await reader.findings({ limit: 1, filter: 'rule:type-differs-from-model' })).items
  expect(finding?.message).toContain('(Device:2')
})
