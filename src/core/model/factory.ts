import { buildModel, type DeviceModel, type ModelEntry } from './model.js'
import { objectAt, parameterAt, segmentsOf, withNode, withValue, type ModelTree } from './nodes.js'

/** What is set at the factory and survives a factory reset. */
export interface FactorySettings {
  readonly serialNumber: string
  readonly acsUrl: string
  readonly username?: string
  readonly password?: string
  /** Seconds. */
  readonly periodicInformInterval?: number
}

/**
 * The tree a CPE of this model leaves the factory with. A source that has no ManagementServer object at all
 * gets one: without it nobody could manage the CPE.
 */
export function factoryTree(model: DeviceModel, settings: FactorySettings): ModelTree {
  const { root } = model
  let tree = model.tree
  if (objectAt(tree, `${root}.ManagementServer.`) === null) tree = withManagementServer(tree, root)
  const values: readonly (readonly [string, string | undefined])[] = [
    ['DeviceInfo.SerialNumber', settings.serialNumber],
    ['ManagementServer.URL', settings.acsUrl],
    ['ManagementServer.Username', settings.username],
    ['ManagementServer.Password', settings.password],
    ['ManagementServer.PeriodicInformInterval', settings.periodicInformInterval?.toString()],
    // What a dump holds here belongs to the device it was taken from.
    ['ManagementServer.ConnectionRequestURL', ''],
    ['ManagementServer.ParameterKey', ''],
  ]
  for (const [path, value] of values) {
    if (value !== undefined) tree = withValue(tree, `${root}.${path}`, value)
  }
  return settings.periodicInformInterval === undefined ? tree : withPeriodicInform(tree, root)
}

/** An interval asked for by the user is of no use to a CPE whose dump has periodic informs off. */
function withPeriodicInform(tree: ModelTree, root: string): ModelTree {
  const path = `${root}.ManagementServer.PeriodicInformEnable`
  const digit = /^[01]$/.test(parameterAt(tree, path)?.value ?? '')
  return withValue(tree, path, digit ? '1' : 'true')
}

function withManagementServer(tree: ModelTree, root: DeviceModel['root']): ModelTree {
  const object = `${root}.ManagementServer.`
  const parameter = (name: string, type: string, value: string, writable = true): ModelEntry => ({
    path: object + name,
    writable,
    object: false,
    type,
    value,
  })
  const reading = buildModel(
    object,
    [
      { path: object, writable: false, object: true },
      parameter('URL', 'string', ''),
      parameter('Username', 'string', ''),
      parameter('Password', 'string', ''),
      parameter('PeriodicInformEnable', 'boolean', 'true'),
      parameter('PeriodicInformInterval', 'unsignedInt', '300'),
      parameter('PeriodicInformTime', 'dateTime', '0001-01-01T00:00:00Z'),
      parameter('ParameterKey', 'string', '', false),
      parameter('ConnectionRequestURL', 'string', '', false),
      parameter('ConnectionRequestUsername', 'string', 'workbench'),
      parameter('ConnectionRequestPassword', 'string', 'workbench'),
    ],
    {},
  )
  const server = reading.ok ? objectAt(reading.model.tree, object) : null
  return server === null ? tree : withNode(tree, segmentsOf(object), server)
}
