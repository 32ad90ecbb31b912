import { cpeFault, refuse, succeed, type Outcome } from './faults.js'
import { nodeAt, segmentsOf, withNode, type ModelTree } from './nodes.js'
import { eachParameter } from './parameters.js'

/** A ParameterAttributeStruct. */
export interface ParameterAttributes {
  readonly name: string
  readonly notification: number
  readonly accessList: readonly string[]
}

/** One change of SetParameterAttributes; absent: leave as it is. */
export interface AttributeChange {
  readonly name: string
  readonly notification?: number
  readonly accessList?: readonly string[]
}

const forcedActive = /^(?:Device|InternetGatewayDevice)\.DeviceInfo\.(?:SoftwareVersion|ProvisioningCode)$/
const activeByDefault =
  /^(?:Device|InternetGatewayDevice)\.ManagementServer\.ConnectionRequestURL$|^InternetGatewayDevice\.WANDevice\.\d+\.WANConnectionDevice\.\d+\.WAN(?:IP|PPP)Connection\.\d+\.ExternalIPAddress$/

/** The notification a parameter has from the factory (attribute activeNotify of the data models). */
export const defaultNotification = (path: string): number =>
  forcedActive.test(path) || activeByDefault.test(path) ? 2 : 0

/** GetParameterAttributes (TR-069a6 A.3.2.5). */
export function getParameterAttributes(
  tree: ModelTree,
  names: readonly string[],
): Outcome<readonly ParameterAttributes[]> {
  const attributes: ParameterAttributes[] = []
  const unknown = eachParameter(tree, names, (name, { notification, accessList }) => {
    attributes.push({ name, notification, accessList })
  })
  return unknown === null ? succeed(attributes) : refuse(cpeFault(9005, unknown))
}

/**
 * SetParameterAttributes (TR-069a6 A.3.2.4): all or nothing; a partial path means everything below it.
 * Lightweight notification (3 to 6) needs Annex M, which this CPE does not have.
 */
export function setParameterAttributes(
  tree: ModelTree,
  changes: readonly AttributeChange[],
): Outcome<ModelTree> {
  let next = tree
  for (const change of changes) {
    const { notification, accessList, name } = change
    if (
      notification !== undefined &&
      (!Number.isInteger(notification) || notification < 0 || notification > 2)
    ) {
      return refuse(
        cpeFault(9003, `Notification ${notification} of ${name} is not supported (0, 1 and 2 are)`),
      )
    }
    if (forcedActive.test(name) && notification !== undefined && notification !== 2) {
      return refuse(cpeFault(9009, `active notification of ${name} cannot be switched off`))
    }
    const node = nodeAt(next, name)
    if (node === null) return refuse(cpeFault(9005, name))
    const targets: string[] = []
    eachParameter(next, [name], (path) => targets.push(path))
    for (const path of targets) {
      const parameter = nodeAt(next, path)
      if (parameter?.kind !== 'parameter') continue
      next = withNode(next, segmentsOf(path), {
        ...parameter,
        ...(notification === undefined || forcedActive.test(path) ? {} : { notification }),
        ...(accessList === undefined ? {} : { accessList }),
      })
    }
  }
  return succeed(next)
}
