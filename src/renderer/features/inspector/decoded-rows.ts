import type { RpcValueInput } from '../../../contract/index.js'

/** One line of the decoded tree. */
export interface DecodedRow {
  /** Place in the message: element names and positions, `/`-separated. */
  readonly id: string
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

/** The visible lines of a decoded message. A list of parameter structs shows one line a parameter. */
export function decodedRows(
  decoded: { readonly [element: string]: RpcValueInput },
  expansion: DecodedExpansion,
): readonly DecodedRow[] {
  const rows: DecodedRow[] = []
  const members = Object.entries(decoded)
  for (const [position, [name, value]] of members.entries()) {
    addRows(rows, value, { id: name, name, depth: 0, position, setSize: members.length }, expansion)
  }
  return rows
}

interface Place {
  readonly id: string
  readonly name: string
  readonly depth: number
  readonly position: number
  readonly setSize: number
}

function addRows(rows: DecodedRow[], value: RpcValueInput, place: Place, expansion: DecodedExpansion): void {
  const shared = {
    id: place.id,
    depth: place.depth,
    name: place.name,
    positionInSet: place.position + 1,
    setSize: place.setSize,
  }
  if (typeof value === 'string') {
    rows.push({ ...shared, title: null, value, type: null, path: pathOf(place.name, value), open: null })
    return
  }
  const parameter = Array.isArray(value) ? null : parameterValueOf(value)
  if (parameter) {
    rows.push({ ...shared, ...parameter, title: null, path: parameter.name, open: null })
    return
  }
  const opensByItself = place.depth < expansion.depth
  const open = expansion.toggled.has(place.id) ? !opensByItself : opensByItself
  const members: [string, RpcValueInput][] = Array.isArray(value)
    ? value.map((member, position) => [String(position + 1), member])
    : Object.entries(value)
  const naming = Array.isArray(value) ? null : namingMember(value)
  rows.push({
    ...shared,
    title: naming,
    value: null,
    type: Array.isArray(value) ? countWords(members.length) : null,
    path: naming !== null && isPath(naming) ? naming : null,
    open,
  })
  if (!open) return
  for (const [position, [name, member]] of members.entries()) {
    addRows(
      rows,
      member,
      { id: `${place.id}/${name}`, name, depth: place.depth + 1, position, setSize: members.length },
      expansion,
    )
  }
}

function countWords(members: number): string {
  return members === 1 ? '1 member' : `${members.toLocaleString('en')} members`
}

/** The member that says which one it is: `Name` of ParameterInfoStruct, `EventCode` of EventStruct. */
function namingMember(value: { readonly [element: string]: RpcValueInput }): string | null {
  for (const key of ['Name', 'EventCode', 'CommandKey', '$type']) {
    const name = value[key]
    if (typeof name === 'string' && name !== '') return name
  }
  return null
}

/** A ParameterValueStruct with nothing else in it: fits one line. */
function parameterValueOf(value: {
  readonly [element: string]: RpcValueInput
}): { readonly name: string; readonly value: string; readonly type: string | null } | null {
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
