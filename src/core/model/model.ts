import type { DeviceIdentity } from '../dialog/device-id.js'
import { defaultNotification } from './attributes.js'
import {
  DEFAULT_ACCESS_LIST,
  emptyObject,
  isInstanceNumber,
  objectAt,
  parameterAt,
  segmentsOf,
  walk,
  type Constraint,
  type ModelNode,
  type ModelTree,
  type ObjectNode,
} from './nodes.js'

/** A CPE as it leaves the factory. Immutable: any number of simulated CPEs share one. */
export interface DeviceModel {
  readonly name: string
  readonly root: 'Device' | 'InternetGatewayDevice'
  readonly identity: DeviceIdentity
  readonly tree: ModelTree
  readonly parameterCount: number
  readonly objectCount: number
}

/** One line of a source: an object (path with a dot at its end) or a parameter. */
export type ModelEntry =
  | { readonly path: string; readonly writable: boolean; readonly object: true }
  | {
      readonly path: string
      readonly writable: boolean
      readonly object: false
      readonly type: string
      readonly value: string
      readonly notification?: number
      readonly accessList?: readonly string[]
      readonly constraint?: Constraint
      readonly hidden?: boolean
    }

/** A model, or the sentence that says what is wrong with its source and what to do. */
export type ModelReading =
  { readonly ok: true; readonly model: DeviceModel } | { readonly ok: false; readonly message: string }

interface Draft {
  writable: boolean
  listed: boolean
  readonly children: Map<string, Draft | Extract<ModelNode, { kind: 'parameter' }>>
}

const rootNames = ['Device', 'InternetGatewayDevice'] as const

/** Names of values that are secret, whatever the source says of them. */
const secretName = /(?:Password|Passphrase|PreSharedKey|WEPKey|Secret)$/i

/**
 * Puts a model together. Objects on the way to an entry that the source does not list are added, where
 * they lie under the root. `templates` says what new instances look like, by table (`Device.NAT.PortMapping.`).
 */
export function buildModel(
  name: string,
  entries: readonly ModelEntry[],
  identity: Partial<DeviceIdentity>,
  templates: ReadonlyMap<string, readonly ModelEntry[]> = new Map(),
): ModelReading {
  const root = rootNames.find((candidate) => entries.some(({ path }) => path.startsWith(`${candidate}.`)))
  if (root === undefined) {
    return {
      ok: false,
      message: `${name} has no parameter below Device. or InternetGatewayDevice.; a model needs one of these roots.`,
    }
  }
  const draft = newDraft(false, true)
  for (const entry of entries) place(draft, root, entry)
  const tree = freeze(
    draft,
    '',
    new Map([...templates].map(([table, rows]) => [table, template(table, rows)])),
  )
  const text = (path: string): string => parameterAt(tree, `${root}.DeviceInfo.${path}`)?.value ?? ''
  let parameterCount = 0
  let objectCount = 0
  walk(tree, '', (_path, node) => {
    if (node.kind === 'parameter') parameterCount++
    else if (node.listed) objectCount++
  })
  return {
    ok: true,
    model: {
      name,
      root,
      identity: {
        manufacturer: identity.manufacturer ?? text('Manufacturer'),
        oui: identity.oui ?? text('ManufacturerOUI'),
        productClass: identity.productClass ?? text('ProductClass'),
        serialNumber: identity.serialNumber ?? text('SerialNumber'),
      },
      tree,
      parameterCount,
      objectCount,
    },
  }
}

const newDraft = (writable: boolean, listed: boolean): Draft => ({ writable, listed, children: new Map() })

function place(draft: Draft, root: string, entry: ModelEntry): void {
  const segments = segmentsOf(entry.path)
  const last = segments.at(-1)
  if (last === undefined) return
  let object = draft
  for (const segment of segments.slice(0, -1)) {
    const child = object.children.get(segment)
    if (child !== undefined && !('children' in child)) return
    const next = child ?? newDraft(false, segments[0] === root)
    if (child === undefined) object.children.set(segment, next)
    object = next
  }
  const present = object.children.get(last)
  if (entry.object) {
    if (present === undefined) object.children.set(last, newDraft(entry.writable, true))
    else if ('children' in present) {
      present.writable = entry.writable
      present.listed = true
    }
    return
  }
  if (present !== undefined && 'children' in present) return
  object.children.set(last, {
    kind: 'parameter',
    type: entry.type,
    writable: entry.writable,
    value: entry.value,
    hidden: entry.hidden ?? (entry.type === 'string' && secretName.test(last)),
    notification: entry.notification ?? defaultNotification(entry.path),
    accessList: entry.accessList ?? DEFAULT_ACCESS_LIST,
    constraint: entry.constraint ?? null,
  })
}

function freeze(draft: Draft, path: string, templates: ReadonlyMap<string, ObjectNode>): ObjectNode {
  const children = new Map<string, ModelNode>()
  let nextInstance = 1
  for (const [name, child] of draft.children) {
    if (isInstanceNumber(name)) nextInstance = Math.max(nextInstance, Number(name) + 1)
    children.set(name, 'children' in child ? freeze(child, `${path}${name}.`, templates) : child)
  }
  return {
    ...emptyObject(draft.writable, draft.listed),
    children,
    nextInstance,
    template: templates.get(path) ?? null,
  }
}

/** The template of a table, written as entries of an instance 1. */
function template(table: string, rows: readonly ModelEntry[]): ObjectNode {
  const draft = newDraft(false, true)
  for (const row of rows) place(draft, segmentsOf(table)[0] ?? '', row)
  return objectAt(freeze(draft, '', new Map()), `${table}1.`) ?? emptyObject(true)
}
