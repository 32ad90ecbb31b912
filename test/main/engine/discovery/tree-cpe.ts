import { openRawCpe, inform, type RawAnswer } from '../../../contract/raw-cpe.js'

/** What a CPE has and how it takes being asked; of hand-written XML over a raw socket. */
export interface TreeCpe {
  readonly parameters: readonly string[]
  /** Names it faults by themselves, with the code; `hang-up`: it closes the connection in place of an answer. */
  readonly bad?: Readonly<Record<string, string>>
  /** Names at once at most; beyond it faults with 9004. */
  readonly bears?: number
  /** Methods it does not support. */
  readonly lacks?: readonly string[]
}

const envelope = (id: string, body: string) =>
  `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:enc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:cwmp="urn:dslforum-org:cwmp-1-0"><soap:Header><cwmp:ID soap:mustUnderstand="1">${id}</cwmp:ID></soap:Header><soap:Body>${body}</soap:Body></soap:Envelope>`

const fault = (code: string) =>
  `<soap:Fault><faultcode>Client</faultcode><faultstring>CWMP fault</faultstring><detail><cwmp:Fault><FaultCode>${code}</FaultCode><FaultString>no</FaultString></cwmp:Fault></detail></soap:Fault>`

const response = (method: string, struct: string, members: readonly string[]) =>
  `<cwmp:${method}Response><ParameterList enc:arrayType="cwmp:${struct}[${members.length}]">${members
    .map((member) => `<${struct}>${member}</${struct}>`)
    .join('')}</ParameterList></cwmp:${method}Response>`

/** The method, its text arguments and the names of a request. */
export function readRequest(xml: string) {
  const method = /<[\w-]+:Body><[\w-]+:(\w+)/.exec(xml)?.[1] ?? ''
  return {
    id: /<[\w-]+:ID[^>]*>([^<]*)</.exec(xml)?.[1] ?? '',
    method,
    path: /<ParameterPath>([^<]*)</.exec(xml)?.[1] ?? '',
    nextLevel: /<NextLevel>(?:1|true)</.test(xml),
    names: [...xml.matchAll(/<string>([^<]*)<\/string>/g)].map(([, name = '']) => name),
  }
}

/** The answer to a request; null: it hangs up. */
export function answerOf(cpe: TreeCpe, xml: string): string | null {
  const { id, method, path, nextLevel, names } = readRequest(xml)
  const { parameters, bad = {}, bears = Infinity, lacks = [] } = cpe
  if (lacks.includes(method)) return envelope(id, fault('9000'))
  if (method === 'GetParameterNames') {
    if (bad[path] !== undefined) return envelope(id, fault(bad[path]))
    const below = namesBelow(parameters, path, nextLevel)
    if (below.length === 0) return envelope(id, fault('9005'))
    const members = below.map((name) => `<Name>${name}</Name><Writable>0</Writable>`)
    return envelope(id, response(method, 'ParameterInfoStruct', members))
  }
  const asked = names.flatMap((name) =>
    name === '' || name.endsWith('.') ? parameters.filter((each) => each.startsWith(name)) : [name],
  )
  if (asked.length > bears) return envelope(id, fault('9004'))
  const refused = asked.map((name) => bad[name]).find((code) => code !== undefined)
  if (refused === 'hang-up') return null
  if (refused !== undefined) return envelope(id, fault(refused))
  return envelope(
    id,
    method === 'GetParameterValues'
      ? response(
          method,
          'ParameterValueStruct',
          asked.map((name) => `<Name>${name}</Name><Value xsi:type="xsd:string">v</Value>`),
        )
      : response(
          method,
          'ParameterAttributeStruct',
          asked.map(
            (name) =>
              `<Name>${name}</Name><Notification>0</Notification><AccessList enc:arrayType="xsd:string[0]"/>`,
          ),
        ),
  )
}

function namesBelow(parameters: readonly string[], path: string, nextLevel: boolean): readonly string[] {
  const names = new Set<string>()
  for (const parameter of parameters.filter((each) => each.startsWith(path))) {
    let name = path
    for (const part of parameter.slice(path.length).split('.')) {
      name = name + part === parameter ? parameter : `${name}${part}.`
      names.add(name)
      if (nextLevel) break
    }
  }
  return [...names]
}

/**
 * One session: it informs and answers what it is asked until the ACS has nothing more, or it hangs up.
 * Gives what it was asked.
 */
export async function session(acsUrl: string, cpe: TreeCpe, informed = inform()): Promise<string[]> {
  const socket = await openRawCpe(acsUrl)
  const asked: string[] = []
  try {
    await socket.post(informed)
    let say = ''
    for (;;) {
      const answer: RawAnswer = await socket.post(say)
      if (answer.body === '') return asked
      asked.push(answer.body)
      const next = answerOf(cpe, answer.body)
      if (next === null) return asked
      say = next
    }
  } finally {
    socket.close()
  }
}
