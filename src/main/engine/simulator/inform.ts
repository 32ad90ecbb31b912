import type { CpeRequest } from '../../../core/dialog/index.js'
import {
  forcedInformParameters,
  parameterAt,
  readableValue,
  type DeviceModel,
  type ModelTree,
} from '../../../core/model/index.js'
import type { CwmpVersion } from '../../../core/soap/message.js'
import { cwmpTime } from './living-values.js'
import type { Report } from './reporting.js'

/** A CPE of the older data model speaks the older protocol. */
export const cwmpVersionOf = (model: DeviceModel): CwmpVersion => (model.root === 'Device' ? '1.2' : '1.0')

/** What an Inform is made of. */
export interface InformFacts {
  readonly model: DeviceModel
  readonly serialNumber: string
  readonly tree: ModelTree
  readonly report: Report
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly cwmpId: string
}

/** The Inform of a session (TR-069a6 A.3.3.1). */
export function informOf(facts: InformFacts): CpeRequest {
  const { model, tree, report } = facts
  const paths = new Set([...forcedInformParameters(model.root, tree), ...report.changed])
  const parameters = [...paths].flatMap((path) => {
    const parameter = parameterAt(tree, path)
    return parameter === null
      ? []
      : [{ Name: path, Value: readableValue(parameter), Type: `xsd:${parameter.type}` }]
  })
  return {
    kind: 'request',
    rpc: 'Inform',
    version: cwmpVersionOf(model),
    header: { id: facts.cwmpId },
    arguments: {
      DeviceId: {
        Manufacturer: model.identity.manufacturer,
        OUI: model.identity.oui,
        ProductClass: model.identity.productClass,
        SerialNumber: facts.serialNumber,
      },
      Event: report.events.map(({ eventCode, commandKey }) => ({
        EventCode: eventCode,
        CommandKey: commandKey,
      })),
      MaxEnvelopes: '1',
      CurrentTime: cwmpTime(facts.now),
      RetryCount: String(report.retryCount),
      ParameterList: parameters,
    },
  }
}
