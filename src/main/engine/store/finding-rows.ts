import { ruleById, type Finding, type Fix } from '../../../core/lint/index.js'
import { integer, jsonColumn, optionalInteger, optionalText, textColumn, type Row } from './rows.js'

/** The finding that a row of the table holds. */
export function findingOf(captureId: string, row: Row): Finding {
  const rule = textColumn(row, 'rule')
  const session = optionalInteger(row, 'session')
  const line = optionalInteger(row, 'line')
  const offset = optionalInteger(row, 'start')
  return {
    rule,
    severity: severityOf(row),
    message: textColumn(row, 'message'),
    // A capture is re-indexed when rules come or go, so that each is known here.
    reference: ruleById.get(rule)?.reference ?? '',
    ...(session === null ? {} : { sessionId: `${captureId}.${session}` }),
    ...(row['exchange'] === null ? {} : { messageId: messageIdOf(captureId, row) }),
    ...(line === null ? {} : { line, column: integer(row, 'position') }),
    ...(offset === null ? {} : { offset, length: integer(row, 'length') }),
    ...(optionalText(row, 'fix') === null ? {} : { fix: jsonColumn<Fix>(row, 'fix') }),
  }
}

/** The message that a row with exchange and side is about. */
export function messageIdOf(captureId: string, row: Row): string {
  return `${captureId}.${integer(row, 'exchange')}.${textColumn(row, 'side')}`
}

export function severityOf(row: Row): Finding['severity'] {
  const severity = textColumn(row, 'severity')
  switch (severity) {
    case 'error':
    case 'warning':
    case 'info':
      return severity
    default:
      throw new Error(`The capture is damaged: unknown severity "${severity}".`)
  }
}
