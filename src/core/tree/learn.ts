import type { DecodedEnvelope, ReadingRule, RpcStruct } from '../soap/index.js'
import type { ParameterTree, TreeNode } from './parameter-tree.js'
import { booleanOf, stringsOf, structs, text } from './rpc-values.js'
import type { ChangeCause, FactSource, ParameterChange } from './records.js'

/** A message that may teach something about a CPE's parameters. */
export interface Lesson {
  readonly envelope: DecodedEnvelope
  readonly messageId: string
  /** For a response: the request it answers. Without it, only what the response itself says is learnt. */
  readonly request: { readonly envelope: DecodedEnvelope; readonly messageId: string } | null
  /** ISO 8601 UTC with milliseconds: when the message was seen. */
  readonly at: string
  /** The Inform was seen before in this session (sent again after a 401): its boot is already known. */
  readonly repeated?: boolean
}

/** Names longer than this are noise; CWMP allows 256 characters. */
const LONGEST_NAME = 1024

/**
 * What a message teaches about the parameters of a CPE, as changes against what is known: only real changes,
 * so the same answer twice gives nothing the second time. Does not touch the tree; apply the changes to it.
 *
 * Facts come from Inform, the answers to GetParameterNames, GetParameterValues, GetParameterAttributes, and from
 * the requests of SetParameterValues, SetParameterAttributes, AddObject and DeleteObject once the CPE has accepted them.
 */
export function learn(tree: ParameterTree, lesson: Lesson): ParameterChange[] {
  const { envelope } = lesson
  if (envelope.kind === 'request') return envelope.rpc === 'Inform' ? learnInform(tree, lesson) : []
  if (envelope.kind === 'fault') return []
  switch (envelope.rpc) {
    case 'GetParameterNames':
      return learnNames(tree, lesson)
    case 'GetParameterValues':
      return learnValues(tree, lesson, 'get', () => 'cpe')
    case 'GetParameterAttributes':
      return learnAttributes(tree, lesson)
    case 'SetParameterValues':
      return lesson.request === null
        ? []
        : learnValues(tree, asked(lesson, lesson.request), 'set', () => 'acs')
    case 'SetParameterAttributes':
      return lesson.request === null ? [] : learnSetAttributes(tree, asked(lesson, lesson.request))
    case 'AddObject':
      return lesson.request === null ? [] : learnAdded(tree, lesson, lesson.request)
    case 'DeleteObject':
      return lesson.request === null ? [] : learnDeleted(tree, asked(lesson, lesson.request))
    default:
      return []
  }
}

/** Where a CPE is called and what it reports to: nobody should change that for us without proof of who they are. */
const management = /^(?:Device|InternetGatewayDevice)\.ManagementServer\./

/**
 * What a CPE told between sessions (TR-069a6 Annex M), as changes against what is known. Who sent it is not proved, so it
 * teaches nothing of ManagementServer: our connection requests would follow it.
 */
export function learnNotified(
  tree: ParameterTree,
  told: readonly { readonly name: string; readonly value: string }[],
  at: string,
): ParameterChange[] {
  const values = new Map(
    told.filter(({ name }) => name.length <= LONGEST_NAME).map((one) => [one.name, one.value]),
  )
  return [...values].flatMap(([path, value]): ParameterChange[] => {
    const known = live(tree, path)
    if (path.endsWith('.') || management.test(path)) return []
    if (known?.value === value && tree.stateOf(known) === 'known') return []
    const cause = known === null || known.value === null ? 'cpe' : 'external'
    return [{ path, value, source: 'notification', cause, at, messageId: '' }]
  })
}

/** What was asked for and now holds: the facts stand in the request, their time is that of the answer. */
function asked(lesson: Lesson, request: NonNullable<Lesson['request']>): Lesson {
  return { ...lesson, envelope: request.envelope, messageId: request.messageId }
}

function learnInform(tree: ParameterTree, lesson: Lesson): ParameterChange[] {
  const events = new Set(structs(lesson.envelope.decoded['Event']).map((event) => text(event['EventCode'])))
  const booted = [...events].some((code) => /^[01] /.test(code))
  const changes: ParameterChange[] = []
  const inDoubt = booted && lesson.repeated !== true && tree.knownValueCount > 0
  if (inDoubt) changes.push({ path: '', stale: true, source: 'inform', cause: 'cpe', ...seen(lesson) })
  const reported = learnValues(
    tree,
    lesson,
    'inform',
    (known, value) => {
      const changed = known !== null && known.value !== null && known.value !== value
      return changed && events.has('4 VALUE CHANGE') ? 'external' : 'cpe'
    },
    inDoubt,
  )
  return changes.concat(reported)
}

/** `inDoubt`: every value is about to become stale, so that an equal value is news, too. */
function learnValues(
  tree: ParameterTree,
  lesson: Lesson,
  source: FactSource,
  causeOf: (known: TreeNode | null, value: string) => ChangeCause,
  inDoubt = false,
): ParameterChange[] {
  const changes = new Map<string, ParameterChange>()
  for (const member of structs(lesson.envelope.decoded['ParameterList'])) {
    const path = nameOf(member)
    if (path === null) continue
    // A member without Value occurs in the field for an empty one.
    const value = text(member['Value'])
    const type = withoutPrefix(text(member['Type']))
    const known = live(tree, path)
    const sameValue = known !== null && known.value === value
    const sameType = type === '' || known?.type === type
    if (sameValue && sameType && !inDoubt && tree.stateOf(known) === 'known') {
      changes.delete(path)
      continue
    }
    changes.set(path, {
      path,
      ...(sameValue ? {} : { value }),
      ...(sameType ? {} : { type }),
      source,
      cause: causeOf(known, value),
      ...seen(lesson),
    })
  }
  return [...changes.values()]
}

function learnNames(tree: ParameterTree, lesson: Lesson): ParameterChange[] {
  const changes = new Map<string, ParameterChange>()
  const listed = new Set<string>()
  for (const member of structs(lesson.envelope.decoded['ParameterList'])) {
    const path = nameOf(member)
    if (path === null) continue
    for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 2) + 1)
      listed.add(path.slice(0, end))
    const writable = booleanOf(member['Writable'])
    const known = live(tree, path)
    if (known !== null && (writable === null || known.writable === writable)) continue
    const fact = writable === null ? {} : { writable }
    changes.set(path, { path, ...fact, source: 'names', cause: 'cpe', ...seen(lesson) })
  }
  return [...gone(tree, lesson, listed), ...changes.values()]
}

/** Damage after which a list may lack members that were sent. */
const losesMembers: ReadonlySet<string> = new Set<ReadingRule>([
  'truncated',
  'missing-end-tag',
  'mismatched-end-tag',
  'stray-end-tag',
  'malformed-end-tag',
  'malformed-name',
  'malformed-markup',
  'raw-less-than',
  'illegal-character',
  'limit-reached',
  'several-envelopes',
  'several-body-elements',
])

/**
 * What a list of a whole subtree no longer names is gone. A damaged answer proves nothing,
 * nor does one that names nothing at all below the root.
 */
function gone(tree: ParameterTree, lesson: Lesson, listed: ReadonlySet<string>): ParameterChange[] {
  const question = lesson.request?.envelope.decoded
  if (question === undefined || booleanOf(question['NextLevel']) !== false) return []
  if (lesson.envelope.issues.some(({ rule }) => losesMembers.has(rule))) return []
  const path = text(question['ParameterPath']).trim()
  if (path === '' && listed.size === 0) return []
  const top = path === '' ? tree.root : path.endsWith('.') ? live(tree, path) : null
  if (top === null) return []
  const changes: ParameterChange[] = []
  const visit = (node: TreeNode): void => {
    for (const child of tree.childrenOf(node)) {
      if (child.deleted) continue
      if (listed.has(child.path)) visit(child)
      else changes.push({ path: child.path, deleted: true, source: 'names', cause: 'cpe', ...seen(lesson) })
    }
  }
  visit(top)
  return changes
}

function learnAttributes(tree: ParameterTree, lesson: Lesson): ParameterChange[] {
  const changes: ParameterChange[] = []
  for (const member of structs(lesson.envelope.decoded['ParameterList'])) {
    const path = nameOf(member)
    if (path === null) continue
    const change = attributeChange(tree, lesson, path, 'cpe', {
      notification: notificationOf(member['Notification']),
      accessList: stringsOf(member['AccessList']),
    })
    if (change !== null) changes.push(change)
  }
  return changes
}

function learnSetAttributes(tree: ParameterTree, lesson: Lesson): ParameterChange[] {
  // A later member wins over an earlier one for the same parameter.
  const wanted = new Map<string, Attributes>()
  for (const member of structs(lesson.envelope.decoded['ParameterList'])) {
    const path = nameOf(member)
    if (path === null) continue
    const attributes: Attributes = {
      notification:
        booleanOf(member['NotificationChange']) === true ? notificationOf(member['Notification']) : null,
      accessList: booleanOf(member['AccessListChange']) === true ? stringsOf(member['AccessList']) : null,
    }
    for (const target of path.endsWith('.') ? parametersBelow(tree, path) : [path]) {
      const before = wanted.get(target)
      wanted.set(target, {
        notification: attributes.notification ?? before?.notification ?? null,
        accessList: attributes.accessList ?? before?.accessList ?? null,
      })
    }
  }
  return [...wanted].flatMap(
    ([path, attributes]) => attributeChange(tree, lesson, path, 'acs', attributes) ?? [],
  )
}

interface Attributes {
  readonly notification: number | null
  readonly accessList: readonly string[] | null
}

function attributeChange(
  tree: ParameterTree,
  lesson: Lesson,
  path: string,
  cause: ChangeCause,
  { notification, accessList }: Attributes,
): ParameterChange | null {
  const known = live(tree, path)
  const newNotification = notification !== null && known?.notification !== notification
  const newAccess = accessList !== null && !sameList(known?.accessList ?? null, accessList)
  if (!newNotification && !newAccess) return null
  return {
    path,
    ...(newNotification ? { notification } : {}),
    ...(newAccess ? { accessList } : {}),
    source: 'attributes',
    cause,
    ...seen(lesson),
  }
}

function learnAdded(
  tree: ParameterTree,
  lesson: Lesson,
  request: NonNullable<Lesson['request']>,
): ParameterChange[] {
  const table = text(request.envelope.decoded['ObjectName'])
    .trim()
    // `Table.[alias].`: the alias is asked for, the answer has the instance number.
    .replace(/\[[^\]]*\]\.?$/, '')
  const instance = text(lesson.envelope.decoded['InstanceNumber']).trim()
  if (table === '' || !/^\d+$/.test(instance)) return []
  const path = `${table}${table.endsWith('.') ? '' : '.'}${Number(instance)}.`
  return live(tree, path) === null ? [{ path, source: 'add', cause: 'acs', ...seen(lesson) }] : []
}

function learnDeleted(tree: ParameterTree, lesson: Lesson): ParameterChange[] {
  const name = text(lesson.envelope.decoded['ObjectName']).trim()
  const path = name === '' || name.endsWith('.') ? name : `${name}.`
  if (path === '' || live(tree, path) === null) return []
  return [{ path, deleted: true, source: 'set', cause: 'acs', ...seen(lesson) }]
}

function live(tree: ParameterTree, path: string): TreeNode | null {
  const node = tree.node(path)
  return node === null || node.deleted ? null : node
}

function parametersBelow(tree: ParameterTree, path: string): string[] {
  const top = live(tree, path)
  if (top === null) return []
  return [...tree.nodes(top)].filter((node) => !node.isObject && !node.deleted).map((node) => node.path)
}

function seen(lesson: Lesson): { readonly at: string; readonly messageId: string } {
  return { at: lesson.at, messageId: lesson.messageId }
}

function nameOf(member: RpcStruct): string | null {
  const name = text(member['Name']).trim()
  return name === '' || name.length > LONGEST_NAME ? null : name
}

function withoutPrefix(type: string): string {
  return type.slice(type.indexOf(':') + 1).trim()
}

function notificationOf(value: RpcStruct[string] | undefined): number | null {
  const digits = text(value).trim()
  return /^\d$/.test(digits) ? Number(digits) : null
}

function sameList(left: readonly string[] | null, right: readonly string[]): boolean {
  return left !== null && left.length === right.length && left.every((item, index) => item === right[index])
}
