import type { DecodedEnvelope, RpcStruct } from '../../../src/core/soap/message.js'
import { learn, type ParameterChange, type ParameterTree } from '../../../src/core/tree/index.js'
import { noSource } from '../soap/no-source.js'

/** A decoded message for tests: only what learning looks at. */
export function envelope(
  kind: DecodedEnvelope['kind'],
  rpc: string,
  decoded: RpcStruct,
  issues: DecodedEnvelope['issues'] = [],
): DecodedEnvelope {
  return {
    ok: true,
    kind,
    rpc,
    namespace: 'urn:dslforum-org:cwmp-1-0',
    cwmpVersion: '1.0',
    header: {},
    decoded,
    parameters: 0,
    issues,
    source: noSource,
  }
}

export const values = (entries: Readonly<Record<string, string>>, type = 'xsd:string') => ({
  ParameterList: Object.entries(entries).map(([Name, Value]) => ({ Name, Value, Type: type })),
})

export const names = (entries: Readonly<Record<string, string>>) => ({
  ParameterList: Object.entries(entries).map(([Name, Writable]) => ({ Name, Writable })),
})

export const inform = (events: readonly string[], entries: Readonly<Record<string, string>>) =>
  envelope('request', 'Inform', {
    Event: events.map((EventCode) => ({ EventCode, CommandKey: '' })),
    ...values(entries),
  })

/** Teaches a tree messages one after another, a second apart: message `m1` at 00:00:01. */
export class Teacher {
  private count = 0

  constructor(readonly tree: ParameterTree) {}

  readonly all: ParameterChange[] = []

  tell(message: DecodedEnvelope, request?: DecodedEnvelope, repeated = false): ParameterChange[] {
    this.count += 1
    const changes = learn(this.tree, {
      envelope: message,
      messageId: `m${this.count}`,
      request: request === undefined ? null : { envelope: request, messageId: `q${this.count}` },
      at: new Date(this.count * 1000).toISOString(),
      repeated,
    })
    for (const change of changes) this.tree.apply(change)
    this.all.push(...changes)
    return changes
  }

  get(entries: Readonly<Record<string, string>>, type?: string): ParameterChange[] {
    return this.tell(envelope('response', 'GetParameterValues', values(entries, type)))
  }

  listed(path: string, entries: Readonly<Record<string, string>>, nextLevel = '0'): ParameterChange[] {
    return this.tell(
      envelope('response', 'GetParameterNames', names(entries)),
      envelope('request', 'GetParameterNames', { ParameterPath: path, NextLevel: nextLevel }),
    )
  }

  set(entries: Readonly<Record<string, string>>): ParameterChange[] {
    return this.tell(
      envelope('response', 'SetParameterValues', { Status: '0' }),
      envelope('request', 'SetParameterValues', values(entries)),
    )
  }
}
