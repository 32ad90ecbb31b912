import type { CwmpFault, RpcStruct, RpcValue } from '../soap/message.js'
import { getParameterAttributes, setParameterAttributes, type AttributeChange } from './attributes.js'
import { cpeFault, type Outcome } from './faults.js'
import type { DeviceModel } from './model.js'
import { withValue, type ModelTree } from './nodes.js'
import { addObject, deleteObject } from './objects.js'
import { queuedTransfers, takeOrder, type OrderedTransfer, type QueuedTransfer } from './transfers.js'
import { getParameterNames, getParameterValues, setParameterValues } from './parameters.js'

/** What a request brings about beyond the tree; the CPE does it once the session has ended (TR-069a6 3.7.1.5). */
export type Effect =
  /** Every parameter that was assigned, also where its value stayed the same. */
  | { readonly type: 'values-set'; readonly paths: readonly string[] }
  | { readonly type: 'reboot'; readonly commandKey: string }
  | { readonly type: 'factory-reset' }
  | { readonly type: 'schedule-inform'; readonly delaySeconds: number; readonly commandKey: string }
  | ({ readonly type: 'transfer' } & OrderedTransfer)

/** What a CPE made of an ACS request. The tree is the one given where the request changed nothing. */
export interface Performed {
  readonly tree: ModelTree
  readonly answer:
    | { readonly kind: 'response'; readonly arguments: RpcStruct }
    | { readonly kind: 'fault'; readonly fault: CwmpFault }
  readonly effects: readonly Effect[]
}

interface Context {
  readonly tree: ModelTree
  readonly root: DeviceModel['root']
  /** Transfers that were ordered before and are not reported yet. */
  readonly transfers?: readonly QueuedTransfer[]
}

type Handler = (context: Context, request: RpcStruct) => Performed

const respond = (tree: ModelTree, reply: RpcStruct, effects: readonly Effect[] = []): Performed => ({
  tree,
  answer: { kind: 'response', arguments: reply },
  effects,
})

const fault = (tree: ModelTree, reason: CwmpFault): Performed => ({
  tree,
  answer: { kind: 'fault', fault: reason },
  effects: [],
})

/** Answers with what an operation gave, or with its fault. */
function answerWith<T>(tree: ModelTree, outcome: Outcome<T>, then: (result: T) => Performed): Performed {
  return outcome.ok ? then(outcome.result) : fault(tree, outcome.fault)
}

/** Every RPC the simulated CPE has, by name: GetRPCMethods lists exactly these. */
const handlers: Readonly<Record<string, Handler>> = {
  GetRPCMethods: ({ tree }) => respond(tree, { MethodList: supportedMethods }),

  SetParameterValues: ({ tree, root }, request) => {
    const assignments = structs(request['ParameterList']).map((item) => ({
      name: text(item['Name']),
      value: text(item['Value']),
      type: text(item['Type']),
    }))
    return answerWith(tree, setParameterValues(tree, assignments), (next) =>
      respond(withParameterKey(next, root, request), { Status: '0' }, [
        { type: 'values-set', paths: assignments.map(({ name }) => name) },
      ]),
    )
  },

  GetParameterValues: ({ tree }, request) =>
    answerWith(tree, getParameterValues(tree, texts(request['ParameterNames'])), (values) =>
      respond(tree, {
        ParameterList: values.map(({ name, value, type }) => ({
          Name: name,
          Value: value,
          Type: `xsd:${type}`,
        })),
      }),
    ),

  GetParameterNames: ({ tree }, request) =>
    answerWith(
      tree,
      getParameterNames(tree, text(request['ParameterPath']), isTrue(request['NextLevel'])),
      (names) =>
        respond(tree, {
          ParameterList: names.map(({ name, writable }) => ({ Name: name, Writable: writable ? '1' : '0' })),
        }),
    ),

  SetParameterAttributes: ({ tree }, request) => {
    const changes = structs(request['ParameterList']).map((item): AttributeChange => ({
      name: text(item['Name']),
      ...(isTrue(item['NotificationChange']) ? { notification: Number(text(item['Notification'])) } : {}),
      ...(isTrue(item['AccessListChange']) ? { accessList: texts(item['AccessList']) } : {}),
    }))
    return answerWith(tree, setParameterAttributes(tree, changes), (next) => respond(next, {}))
  },

  GetParameterAttributes: ({ tree }, request) =>
    answerWith(tree, getParameterAttributes(tree, texts(request['ParameterNames'])), (attributes) =>
      respond(tree, {
        ParameterList: attributes.map(({ name, notification, accessList }) => ({
          Name: name,
          Notification: String(notification),
          AccessList: accessList,
        })),
      }),
    ),

  AddObject: ({ tree, root }, request) =>
    answerWith(tree, addObject(tree, text(request['ObjectName'])), ({ tree: next, instanceNumber }) =>
      respond(withParameterKey(next, root, request), { InstanceNumber: String(instanceNumber), Status: '0' }),
    ),

  DeleteObject: ({ tree, root }, request) =>
    answerWith(tree, deleteObject(tree, text(request['ObjectName'])), (next) =>
      respond(withParameterKey(next, root, request), { Status: '0' }),
    ),

  Reboot: ({ tree }, request) =>
    respond(tree, {}, [{ type: 'reboot', commandKey: text(request['CommandKey']) }]),

  FactoryReset: ({ tree }) => respond(tree, {}, [{ type: 'factory-reset' }]),

  Download: ({ tree, transfers = [] }, request) =>
    answerWith(tree, takeOrder('Download', request, transfers), (order) =>
      respond(tree, transferFollows, [{ type: 'transfer', ...order }]),
    ),

  Upload: ({ tree, transfers = [] }, request) =>
    answerWith(tree, takeOrder('Upload', request, transfers), (order) =>
      respond(tree, transferFollows, [{ type: 'transfer', ...order }]),
    ),

  GetQueuedTransfers: ({ tree, transfers = [] }) =>
    respond(tree, { TransferList: queuedTransfers(transfers) }),

  ScheduleInform: ({ tree }, request) => {
    const delaySeconds = Number(text(request['DelaySeconds']))
    if (!Number.isInteger(delaySeconds) || delaySeconds <= 0) {
      return fault(tree, cpeFault(9003, 'DelaySeconds must be greater than 0'))
    }
    return respond(tree, {}, [
      { type: 'schedule-inform', delaySeconds, commandKey: text(request['CommandKey']) },
    ])
  },
}

/** What is answered to Download and Upload: not done yet (TR-069a6 A.3.2.8), so both times are unknown (TR-106 3.2). */
const transferFollows: RpcStruct = {
  Status: '1',
  StartTime: '0001-01-01T00:00:00Z',
  CompleteTime: '0001-01-01T00:00:00Z',
}

/** Names of the RPCs the simulated CPE answers; everything else gets fault 9000. */
export const supportedMethods: readonly string[] = Object.keys(handlers)

/** Does what an ACS asks, on a tree. Pure: the caller keeps the tree it gets back. */
export function performRequest(context: Context, rpc: string, request: RpcStruct): Performed {
  const handler = Object.hasOwn(handlers, rpc) ? handlers[rpc] : undefined
  return handler === undefined ? fault(context.tree, cpeFault(9000, rpc)) : handler(context, request)
}

const withParameterKey = (tree: ModelTree, root: string, request: RpcStruct): ModelTree =>
  withValue(tree, `${root}.ManagementServer.ParameterKey`, text(request['ParameterKey']))

const text = (value: RpcValue | undefined): string => (typeof value === 'string' ? value : '')

const isTrue = (value: RpcValue | undefined): boolean => ['1', 'true'].includes(text(value).trim())

const isList = (value: RpcValue): value is readonly RpcValue[] => Array.isArray(value)

/** An array argument's members; a lone member counts as an array of one. */
function members(value: RpcValue | undefined): readonly RpcValue[] {
  if (value === undefined || value === '') return []
  return isList(value) ? value : [value]
}

const texts = (value: RpcValue | undefined): readonly string[] => members(value).map(text)

const structs = (value: RpcValue | undefined): readonly RpcStruct[] =>
  members(value).flatMap((member) => (typeof member === 'string' || isList(member) ? [] : [member]))
