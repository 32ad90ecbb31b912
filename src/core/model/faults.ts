import type { CwmpFault, ParameterFault } from '../soap/message.js'

/** The faults a CPE's parameter store gives (TR-069a6 A.5.1), with whose mistake each one is. */
const faultTexts = {
  9000: ['Server', 'Method not supported'],
  9001: ['Server', 'Request denied'],
  9002: ['Server', 'Internal error'],
  9003: ['Client', 'Invalid arguments'],
  9004: ['Server', 'Resources exceeded'],
  9005: ['Client', 'Invalid parameter name'],
  9006: ['Client', 'Invalid parameter type'],
  9007: ['Client', 'Invalid parameter value'],
  9008: ['Client', 'Attempt to set a non-writable parameter'],
  9009: ['Server', 'Notification request rejected'],
  9013: ['Server', 'Unsupported protocol for file transfer'],
} as const satisfies Record<number, readonly ['Client' | 'Server', string]>

export type CpeFaultCode = keyof typeof faultTexts

/** A fault of a CPE; `detail` says what exactly was wrong, after the standard text. */
export function cpeFault(
  code: CpeFaultCode,
  detail?: string,
  parameters?: readonly ParameterFault[],
): CwmpFault {
  const [blame, text] = faultTexts[code]
  return {
    code: String(code),
    string: detail === undefined ? text : `${text}: ${detail}`,
    blame,
    ...(parameters === undefined ? {} : { parameters }),
  }
}

/** One SetParameterValuesFault. */
export function parameterFault(parameterName: string, code: CpeFaultCode, detail?: string): ParameterFault {
  const text = faultTexts[code][1]
  return { parameterName, code: String(code), string: detail === undefined ? text : `${text}: ${detail}` }
}

/** What an operation on the tree gives: its result, or the fault the CPE answers with. */
export type Outcome<T> =
  { readonly ok: true; readonly result: T } | { readonly ok: false; readonly fault: CwmpFault }

export const succeed = <T>(result: T): Outcome<T> => ({ ok: true, result })
export const refuse = <T>(fault: CwmpFault): Outcome<T> => ({ ok: false, fault })
