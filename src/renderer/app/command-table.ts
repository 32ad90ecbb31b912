/** The panes of the frame; commands can mean something else in each. */
export type PaneId =
  'devices' | 'sessions' | 'timeline' | 'parameters' | 'rpcs' | 'operations' | 'findings' | 'inspector'

export interface CommandDescription {
  readonly title: string
  readonly group: 'Go' | 'CPE' | 'ACS' | 'View' | 'Help'
  /** Like `Mod+K` (Ctrl, or Command on a Mac), `F6`, `?`. A single character is ignored while one types. */
  readonly keys?: readonly string[]
}

/**
 * Every action of the workbench, once: palette, keys and the key overlay follow from this table. What a command does,
 * and whether it can be done now, is said by the feature that owns it (useCommand); one that nobody can do is not shown.
 */
const commandTable = {
  'palette.open': { title: 'Find a command', group: 'Go', keys: ['Mod+K'] },
  'filter.focus': { title: 'Filter the sessions', group: 'Go', keys: ['/'] },
  'item.next': { title: 'Next item', group: 'Go', keys: ['J'] },
  'item.previous': { title: 'Previous item', group: 'Go', keys: ['K'] },
  'fault.next': { title: 'Next fault', group: 'Go', keys: [']'] },
  'fault.previous': { title: 'Previous fault', group: 'Go', keys: ['['] },
  'finding.next': { title: 'Next finding of the message', group: 'Go', keys: ['F4'] },
  'finding.previous': { title: 'Previous finding of the message', group: 'Go', keys: ['Shift+F4'] },
  'message.pair': { title: 'Other half of the RPC', group: 'Go', keys: ['P'] },
  'pane.next': { title: 'Next pane', group: 'Go', keys: ['F6'] },
  'pane.previous': { title: 'Previous pane', group: 'Go', keys: ['Shift+F6'] },
  'parameters.search': { title: 'Find a parameter', group: 'Go', keys: ['Mod+P'] },
  'sessions.follow': { title: 'Follow the newest session, or stop following', group: 'Go', keys: ['L'] },
  'sessions.scope': { title: 'Show sessions of this CPE, or of all', group: 'Go' },
  'device.connectionRequest': { title: 'Call the CPE now', group: 'CPE' },
  'device.credentials': { title: 'Connection request credentials…', group: 'CPE' },
  'device.login': { title: 'What this CPE logs in with…', group: 'CPE' },
  'device.quirks': { title: 'How we speak to this CPE…', group: 'CPE' },
  'device.copyId': { title: 'Copy the device id', group: 'CPE' },
  'tree.fetch': { title: 'Fetch the whole tree…', group: 'CPE' },
  'rpc.cancel': { title: 'Cancel the selected RPC', group: 'CPE', keys: ['Delete'] },
  'rpc.resend': { title: 'Send the selected RPC again now', group: 'CPE' },
  'rpc.message': { title: 'Show the message of the selected RPC', group: 'CPE' },
  'device.download': { title: 'Download to this CPE…', group: 'CPE' },
  'device.upload': { title: 'Upload from this CPE…', group: 'CPE' },
  'edits.send': { title: 'Send the staged edits now', group: 'CPE', keys: ['Mod+Enter'] },
  'edits.discard': { title: 'Discard the staged edits', group: 'CPE' },
  'demo.start': { title: 'Start the demo CPE', group: 'CPE' },
  'demo.stop': { title: 'Stop the demo CPE', group: 'CPE' },
  'acs.connect': { title: 'Connect a CPE: ACS addresses and “is it reaching me?”', group: 'ACS' },
  'acs.settings': { title: 'ACS settings…', group: 'ACS', keys: ['Mod+,'] },
  'acs.authentication': { title: 'How CPEs log in: none, Basic, Digest…', group: 'ACS' },
  'acs.tls': { title: 'TLS: port, certificates, versions…', group: 'ACS' },
  'acs.redirects': { title: 'Redirects: send CPEs to another URL…', group: 'ACS' },
  'acs.xmpp': { title: 'XMPP account of the ACS…', group: 'ACS' },
  'acs.stun': { title: 'STUN server…', group: 'ACS' },
  'acs.notifications': { title: 'Lightweight notifications…', group: 'ACS' },
  'acs.refused': { title: 'Refused connections and credentials…', group: 'ACS' },
  'file.add': { title: 'Add a file for CPEs…', group: 'ACS' },
  'acs.copyUrl': { title: 'Copy the ACS URL', group: 'ACS' },
  'view.timeline': { title: 'Show the timeline', group: 'View' },
  'view.parameters': { title: 'Show the parameters', group: 'View' },
  'view.rpcs': { title: 'Show the RPCs of the CPE: what waits, what came of it', group: 'View' },
  'view.operations': { title: 'Show the operations: files and transfers', group: 'View' },
  'view.findings': { title: 'Show the findings', group: 'View' },
  'inspector.split': { title: 'Show a second view of the message, or close it', group: 'View' },
  'theme.system': { title: 'Theme: as the system', group: 'View' },
  'theme.light': { title: 'Theme: light', group: 'View' },
  'theme.dark': { title: 'Theme: dark', group: 'View' },
  'theme.contrast': { title: 'Theme: high contrast', group: 'View' },
  'layout.float': { title: 'Float the panel in front of the others', group: 'View' },
  'layout.reset': { title: 'Reset layout', group: 'View' },
  'help.keys': { title: 'Keys', group: 'Help', keys: ['?'] },
} as const satisfies Record<string, CommandDescription>

export type CommandId = keyof typeof commandTable

export const commandIds: readonly CommandId[] = Object.keys(commandTable).filter(isCommandId)

function isCommandId(id: string): id is CommandId {
  return id in commandTable
}

/** The row of a command, with the optional fields there for every id. */
export function describeCommand(id: CommandId): CommandDescription {
  return commandTable[id]
}
