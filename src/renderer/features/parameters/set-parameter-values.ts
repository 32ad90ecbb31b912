import { createXmlWriter } from '../../../core/xml/index.js'
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

/** The element as it will stand in the SOAP body. */
export function setParameterValuesXml(edits: readonly ValueToSet[]): string {
  const writer = createXmlWriter({ declaration: false, pretty: true })
  writer.open('cwmp:SetParameterValues')
  writer.open('ParameterList', [['soap-enc:arrayType', `cwmp:ParameterValueStruct[${edits.length}]`]])
  for (const edit of edits) {
    writer.open('ParameterValueStruct')
    writer.leaf('Name', edit.path)
    writer.leaf('Value', edit.to, [['xsi:type', wireType(edit.type)]])
    writer.close()
  }
  writer.close()
  writer.leaf('ParameterKey', '')
  writer.close()
  return writer.toString()
}
