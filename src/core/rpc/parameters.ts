import type { ArrayType, RpcDefinition, ScalarType, StructType } from './definition.js'
import { arrayOf, boolean, field, oneOf, stringArray } from './definition.js'
import { parameterKey, parameterName, parameterValueList } from './shared-types.js'

/** 0 off, 1 passive, 2 active; 3 to 6 lightweight, CWMP 1.4 only. */
const notification: ScalarType = oneOf('int', '0', '1', '2', '3', '4', '5', '6')
/** The schemas know one entity; `X_<VENDOR>_...`, which the text has, does not validate. */
const accessList: ArrayType = {
  ...stringArray(64),
  item: { ...oneOf('string', 'Subscriber'), maxLength: 64 },
}

const parameterInfoStruct: StructType = {
  kind: 'struct',
  name: 'ParameterInfoStruct',
  fields: [field('Name', parameterName), field('Writable', boolean)],
  countsAsParameter: true,
}

const setParameterAttributesStruct: StructType = {
  kind: 'struct',
  name: 'SetParameterAttributesStruct',
  fields: [
    field('Name', parameterName),
    field('NotificationChange', boolean),
    // The schema wants a value even where NotificationChange is false.
    { name: 'Notification', type: notification, default: '0' },
    { name: 'AccessListChange', type: boolean, default: '0' },
    { name: 'AccessList', type: accessList, default: '' },
  ],
  countsAsParameter: true,
}

const parameterAttributeStruct: StructType = {
  kind: 'struct',
  name: 'ParameterAttributeStruct',
  fields: [
    field('Name', parameterName),
    field('Notification', notification),
    field('AccessList', accessList),
  ],
  countsAsParameter: true,
}

const status = field('Status', oneOf('int', '0', '1'))

/** Reading and writing parameters and their attributes (TR-069a6 A.3.2). */
export const parameterRpcs: readonly RpcDefinition[] = [
  {
    method: 'SetParameterValues',
    reference: 'TR-069a6 A.3.2.1',
    sender: 'acs',
    since: '1.0',
    meaning: 'Sets parameters: all of them, or none if one is refused.',
    required: true,
    request: [parameterValueList, parameterKey],
    response: [status],
  },
  {
    method: 'GetParameterValues',
    reference: 'TR-069a6 A.3.2.2',
    sender: 'acs',
    since: '1.0',
    meaning: 'Reads the values of parameters; a path that ends with a dot means everything below it.',
    required: true,
    request: [field('ParameterNames', stringArray(256, { minItems: 1 }))],
    response: [parameterValueList],
  },
  {
    method: 'GetParameterNames',
    reference: 'TR-069a6 A.3.2.3',
    sender: 'acs',
    since: '1.0',
    meaning: 'Asks which objects and parameters there are below a path.',
    required: true,
    request: [{ name: 'ParameterPath', type: parameterName, default: '' }, field('NextLevel', boolean)],
    response: [field('ParameterList', arrayOf(parameterInfoStruct))],
  },
  {
    method: 'SetParameterAttributes',
    reference: 'TR-069a6 A.3.2.4',
    sender: 'acs',
    since: '1.0',
    meaning: 'Says which changes the CPE is to report, and who else may write.',
    required: true,
    request: [field('ParameterList', arrayOf(setParameterAttributesStruct, { minItems: 1 }))],
    response: [],
  },
  {
    method: 'GetParameterAttributes',
    reference: 'TR-069a6 A.3.2.5',
    sender: 'acs',
    since: '1.0',
    meaning: 'Reads notification and access settings of parameters.',
    required: true,
    request: [field('ParameterNames', stringArray(256, { minItems: 1 }))],
    response: [field('ParameterList', arrayOf(parameterAttributeStruct))],
  },
]
