import type { RpcValueInput } from '../../../contract/index.js'
import type { RpcStruct, RpcValue, ValuePath } from '../../../core/soap/index.js'

/** One line of the decoded tree. */
export interface DecodedRow {
  /** Identity of the line: its path, written. */
  readonly id: string
  /** The value it shows. */
  readonly valuePath: ValuePath
  readonly depth: number
  /** Element name, or the position in a list. */
  readonly name: string
  /** What stands beside the name of a list or struct: a member that names it. */
  readonly title: string | null
  /** The text as on the wire; null for lists and structs. */
  readonly value: string | null
  /** Declared type of a parameter value, or how many members a list has. */
  readonly type: string | null
  /** Full name of the parameter or object this line is about, for "show in tree". */
  readonly path: string | null
  readonly open: boolean | null
  readonly positionInSet: number
  readonly setSize: number
}

/** Which lists and structs are open: everything down to `depth`, except those toggled. */
export interface DecodedExpansion {
  readonly depth: number
  readonly toggled: ReadonlySet<string>
}

/** The visible lines of a message: its header, then its arguments or its fault. A parameter struct is one line. */
export function decodedRows(values: RpcStruct, expansion: DecodedExpansion): readonly DecodedRow[] {
  const rows: DecodedRow[] = []
  const { header, body } = values
  const inBody = membersOf(body ?? '')
  const setSize = inBody.length + (header === undefined ? 0 : 1)
  const tops: Place[] = [
    ...(header === undefined ? [] : [{ path: ['header'], name: 'Header', value: header }]),
    ...inBody.map(([key, name, value]) => ({ path: ['body', key], name, value })),
  ].map((top, position) => ({ ...top, depth: 0, position, setSize }))
  for (const top of tops) addRows(rows, top, expansion)
  return rows
}

/** The identity of the line that shows a value, if it has a line of its own. */
export function rowIdOf(path: ValuePath): string {
  return path.join('/')
}

/** The line that shows a value or, where it has none of its own, what holds it; -1: none. */
export function rowOfPath(rows: readonly DecodedRow[], path: ValuePath): number {
  const wanted = new Set(path.map((_, at) => rowIdOf(path.slice(0, at + 1))))
  return rows.findLastIndex(({ id }) => wanted.has(id))
}

/** The same expansion with everything open that a value is in. */
export function openTo(expansion: DecodedExpansion, path: ValuePath): DecodedExpansion {
  const toggled = new Set(expansion.toggled)
  // The body has no line: its members stand at the top.
  const first = path[0] === 'body' ? 2 : 1
  for (let length = first; length < path.length; length++) {
    const id = rowIdOf(path.slice(0, length))
    const opensByItself = length - first < expansion.depth
    if (opensByItself) toggled.delete(id)
    else toggled.add(id)
  }
  return { ...expansion, toggled }
}

interface Place {
  readonly path: ValuePath
  readonly name: string
  readonly value: RpcValue
  readonly depth: number
  readonly position: number
  readonly setSize: number
}

/** Key, name and value of what is in a struct or a list. */
function membersOf(value: RpcValue): readonly (readonly [string | number, string, RpcValue])[] {
  if (typeof value === 'string') return []
  if (isList(value)) return value.map((member, position) => [position, String(position + 1), member])
  return Object.entries(value).map(([name, member]) => [name, name, member])
}

function addRows(rows: DecodedRow[], place: Place, expansion: DecodedExpansion): void {
  const { path, depth, name, value } = place
  const id = rowIdOf(path)
  const shared = {
    id,
    valuePath: path,
    depth,
    name,
    positionInSet: place.position + 1,
    setSize: place.setSize,
  }
  if (typeof value === 'string') {
    rows.push({ ...shared, title: null, value, type: null, path: pathOf(name, value), open: null })
    return
  }
  const parameter = isList(value) ? null : parameterValueOf(value)
  if (parameter) {
    rows.push({ ...shared, ...parameter, title: null, path: parameter.name, open: null })
    return
  }
  const opensByItself = depth < expansion.depth
  const open = expansion.toggled.has(id) ? !opensByItself : opensByItself
  const members = membersOf(value)
  const naming = isList(value) ? null : namingMember(value)
  rows.push({
    ...shared,
    title: naming,
    value: null,
    type: isList(value) ? countWords(members.length) : null,
    path: naming !== null && isPath(naming) ? naming : null,
    open,
  })
  if (!open) return
  for (const [position, [key, memberName, member]] of members.entries()) {
    addRows(
      rows,
      {
        path: [...path, key],
        name: memberName,
        value: member,
        depth: depth + 1,
        position,
        setSize: members.length,
      },
      expansion,
    )
  }
}

function isList(value: RpcValue): value is readonly RpcValue[] {
  return Array.isArray(value)
}

function countWords(members: number): string {
  return members === 1 ? '1 member' : `${members.toLocaleString('en')} members`
}

/** The member that says which one it is: `Name` of ParameterInfoStruct, `EventCode` of EventStruct. */
function namingMember(value: RpcStruct): string | null {
  for (const key of ['Name', 'ParameterName', 'EventCode', 'CommandKey', 'FaultCode', '$type']) {
    const name = value[key]
    if (typeof name === 'string' && name !== '') return name
  }
  return null
}

/** A ParameterValueStruct with nothing else in it: fits one line. */
function parameterValueOf(
  value: RpcStruct,
): { readonly name: string; readonly value: string; readonly type: string | null } | null {
  const { Name, Value, Type, ...rest } = value
  if (typeof Name !== 'string' || typeof Value !== 'string' || Object.keys(rest).length > 0) return null
  if (Type !== undefined && typeof Type !== 'string') return null
  return { name: Name, value: Value, type: Type ?? null }
}

const pathElements = new Set(['Name', 'ParameterName', 'ParameterPath', 'ObjectName', 'string'])

function pathOf(name: string, value: string): string | null {
  return (pathElements.has(name) || /^\d+$/.test(name)) && isPath(value) ? value : null
}

/** Whether a text is a parameter or object name below one of the two roots. */
function isPath(text: string): boolean {
  return /^(Device|InternetGatewayDevice)\.\S*$/.test(text)
}

/** A parameter as a message carries it. */
export interface CarriedParameter {
  readonly name: string
  readonly value: string | null
  readonly type: string | null
  readonly writable: string | null
  readonly notification: string | null
}

/** The parameters a message carries, of whichever struct: values, names, attributes. */
export function carriedParameters(decoded: {
  readonly [element: string]: RpcValueInput
}): readonly CarriedParameter[] {
  const list = decoded['ParameterList']
  if (!Array.isArray(list)) {
    const names = decoded['ParameterNames']
    return Array.isArray(names)
      ? names.filter((name) => typeof name === 'string').map((name) => carried({ Name: name }))
      : []
  }
  return list.flatMap((member) =>
    typeof member === 'string' || Array.isArray(member) ? [] : [carried(member)],
  )
}

function carried(member: { readonly [element: string]: RpcValueInput }): CarriedParameter {
  const text = (key: string) => {
    const value = member[key]
    return typeof value === 'string' ? value : null
  }
  return {
    name: text('Name') ?? '',
    value: text('Value'),
    type: text('Type'),
    writable: text('Writable'),
    notification: text('Notification'),
  }
}
