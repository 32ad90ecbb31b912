import { wireType } from './value-types.js'

/** One value to set. */
export interface ValueToSet {
  readonly path: string
  readonly to: string
  readonly type: string | null
}

/** The arguments of the one SetParameterValues that carries all edits (TR-069a6 A.3.2.1). */
export function setParameterValues(edits: readonly ValueToSet[]) {
  return {
    ParameterList: edits.map((edit) => ({ Name: edit.path, Value: edit.to, Type: wireType(edit.type) })),
    ParameterKey: '',
  }
}

/** The same as JSON, ready to paste into a call of the REST API. */
export function setParameterValuesJson(edits: readonly ValueToSet[]): string {
  return JSON.stringify({ method: 'SetParameterValues', arguments: setParameterValues(edits) }, null, 2)
}
