import type { FactSource } from '../../src/core/tree/records.js'
import type { Parameter, TreeRow } from '../../src/contract/index.js'

/** A parameter tree in memory, with the rows a tree grid asks for. Objects end with a dot. */
export class StandInTree {
  version = 1
  private readonly nodes = new Map<string, Node>()
  private readonly roots: Node[] = []

  constructor(rootName: string) {
    this.roots.push(this.put(rootName, null))
  }

  get parameterCount(): number {
    let count = 0
    for (const node of this.nodes.values()) if (!node.isObject) count++
    return count
  }

  set(path: string, facts: Partial<Parameter>): void {
    const node = this.nodes.get(path) ?? this.grow(path)
    node.parameter = { ...node.parameter, ...facts }
    this.version++
  }

  get(path: string): Parameter | undefined {
    return this.nodes.get(path)?.parameter
  }

  all(): Parameter[] {
    return [...this.nodes.values()].map((node) => node.parameter)
  }

  rows(
    search: string,
    isOpen: (path: string) => boolean,
    from: number,
    count: number,
    locate: string | undefined,
  ): { rows: TreeRow[]; total: number; matches: number; position: number | null } {
    const wanted = search.toLowerCase()
    const matching = wanted === '' ? null : this.matching(wanted)
    const visible: { node: Node; position: number; size: number; level: number; open: boolean }[] = []
    const walk = (nodes: readonly Node[], level: number) => {
      const kept = matching ? nodes.filter((node) => matching.visible.has(node)) : nodes
      kept.forEach((node, index) => {
        const open = node.isObject && (matching !== null || isOpen(node.parameter.path))
        visible.push({ node, position: index + 1, size: kept.length, level, open })
        if (open) walk(node.children, level + 1)
      })
    }
    walk(this.roots, 1)
    const rows = visible.slice(from, from + count).map(({ node, position, size, level, open }) => ({
      ...node.parameter,
      name: node.name,
      isObject: node.isObject,
      level,
      positionInSet: position,
      setSize: size,
      expanded: open,
      childCount: node.children.length,
      coverage: node.isObject ? node.coverage : null,
    }))
    const at = visible.findIndex((row) => row.node.parameter.path === locate)
    return {
      rows,
      total: visible.length,
      matches: matching ? matching.count : this.nodes.size,
      position: at < 0 ? null : at,
    }
  }

  neverFetched(path: string): void {
    const node = this.nodes.get(path) ?? this.grow(path)
    node.coverage = 'never'
    node.parameter = { ...node.parameter, state: 'name-only' }
  }

  private matching(wanted: string): { visible: Set<Node>; count: number } {
    const visible = new Set<Node>()
    let count = 0
    for (const node of this.nodes.values()) {
      const { path, value } = node.parameter
      if (!path.toLowerCase().includes(wanted) && !value?.toLowerCase().includes(wanted)) continue
      count++
      for (let up: Node | null = node; up && !visible.has(up); up = up.parent) visible.add(up)
    }
    return { visible, count }
  }

  private grow(path: string): Node {
    const isObject = path.endsWith('.')
    const parentPath = path.slice(0, path.lastIndexOf('.', path.length - (isObject ? 2 : 1)) + 1)
    const parent = this.nodes.get(parentPath) ?? this.grow(parentPath)
    return this.put(path, parent)
  }

  private put(path: string, parent: Node | null): Node {
    const isObject = path.endsWith('.')
    const node: Node = {
      name: path.slice((parent?.parameter.path ?? '').length, isObject ? -1 : undefined),
      isObject,
      parent,
      children: [],
      coverage: 'complete',
      parameter: {
        path,
        value: null,
        type: null,
        writable: null,
        notification: null,
        source: 'names' satisfies FactSource,
        updatedAt: '2026-11-22T11:03:11.641Z',
        messageId: 'cap1.101.r',
        state: 'known',
      },
    }
    this.nodes.set(path, node)
    parent?.children.push(node)
    return node
  }
}

interface Node {
  readonly name: string
  readonly isObject: boolean
  readonly parent: Node | null
  readonly children: Node[]
  coverage: 'complete' | 'partial' | 'never'
  parameter: Parameter
}

/** An InternetGatewayDevice of a home gateway, filled up with hosts until it has about the wanted number of parameters. */
export function sampleTree(parameters: number): StandInTree {
  const root = 'InternetGatewayDevice.'
  const tree = new StandInTree(root)
  const add = (
    path: string,
    value: string,
    type = 'string',
    writable = false,
    more: Partial<Parameter> = {},
  ) => tree.set(root + path, { value, type, writable, notification: 0, source: 'get', ...more })

  add('DeviceInfo.Manufacturer', 'Example Networks')
  add('DeviceInfo.ManufacturerOUI', '00D09E')
  add('DeviceInfo.ModelName', 'EN-4200')
  add('DeviceInfo.SerialNumber', 'SN0000002')
  add('DeviceInfo.SoftwareVersion', '2.1.0', 'string', false, { notification: 2, source: 'inform' })
  add('DeviceInfo.HardwareVersion', '1.0')
  add('DeviceInfo.ProvisioningCode', 'TLCO.GRP2', 'string', true, { source: 'inform' })
  add('DeviceInfo.UpTime', '86412', 'unsignedInt')
  add('DeviceInfo.DeviceLog', '12:01 WAN up\n12:02 DSL resync\n12:03 ACS contacted')
  add('ManagementServer.URL', 'http://127.0.0.1:7547/', 'string', true)
  add('ManagementServer.PeriodicInformEnable', 'true', 'boolean', true)
  add('ManagementServer.PeriodicInformInterval', '300', 'unsignedInt', true)
  add('ManagementServer.ConnectionRequestURL', 'http://127.0.0.1:51005/9f3c', 'string', false, {
    notification: 2,
    source: 'inform',
  })
  add('ManagementServer.ParameterKey', '', 'string', false, { source: 'inform' })
  for (const [index, name] of ['home', 'guest'].entries()) {
    const wlan = `LANDevice.1.WLANConfiguration.${index + 1}.`
    add(`${wlan}Enable`, index === 0 ? 'true' : 'false', 'boolean', true)
    add(`${wlan}SSID`, `lab-${name}`, 'string', true, { notification: 2 })
    add(`${wlan}KeyPassphrase`, '', 'string', true)
    add(`${wlan}Channel`, '11', 'unsignedInt', true, { state: 'stale' })
    add(`${wlan}AutoChannelEnable`, 'true', 'boolean', true)
    add(`${wlan}TotalBytesReceived`, '1204338112', 'unsignedInt')
    add(`${wlan}BSSID`, `02:00:00:00:00:0${index + 1}`)
  }
  add(
    'WANDevice.1.WANConnectionDevice.1.WANIPConnection.1.ExternalIPAddress',
    '192.0.2.17',
    'string',
    false,
    {
      notification: 2,
      source: 'inform',
    },
  )
  tree.neverFetched(`${root}Services.`)
  const members: readonly (readonly [string, string, string])[] = [
    ['IPAddress', '192.168.1.', 'string'],
    ['MACAddress', '02:00:5E:00:', 'string'],
    ['HostName', 'host-', 'string'],
    ['Active', 'true', 'boolean'],
    ['LeaseTimeRemaining', '', 'unsignedInt'],
    ['AddressSource', 'DHCP', 'string'],
    ['InterfaceType', 'Ethernet', 'string'],
    ['ClientID', '', 'string'],
    ['UserClassID', '', 'string'],
    ['VendorClassID', 'udhcp 1.24', 'string'],
  ]
  for (let host = 1; tree.parameterCount < parameters; host += 100) {
    for (let next = host; next < host + 100; next++) {
      for (const [name, value, type] of members) {
        const own =
          name === 'IPAddress' || name === 'MACAddress' || name === 'HostName' ? String(next % 250) : ''
        add(`LANDevice.1.Hosts.Host.${next}.${name}`, value + own, type)
      }
    }
  }
  return tree
}
