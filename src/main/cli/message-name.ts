import { visible } from './visible.js'

/** What a heading says of a message. */
export interface NamedMessage {
  readonly kind: string
  readonly direction: 'cpe-to-acs' | 'acs-to-cpe' | null
  readonly rpc: string | null
  readonly method?: string | undefined
  readonly status?: number | undefined
}

/** `Inform request  CPE → ACS  POST`. */
export function messageName({ kind, direction, rpc, method, status }: NamedMessage): string {
  const arrow = direction === 'cpe-to-acs' ? 'CPE → ACS' : direction === 'acs-to-cpe' ? 'ACS → CPE' : ''
  const http = method ?? (status === undefined ? '' : `HTTP ${status}`)
  const name = `${rpc === null ? '' : `${visible(rpc)} `}${kind}`
  return [name, arrow, http].filter((part) => part !== '').join('  ')
}
