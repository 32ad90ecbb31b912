import { create } from 'zustand'
import type { AcsAuthentication } from '../../../contract/index.js'

export type Mode = AcsAuthentication['mode']

/** How CPEs authenticate, as last heard: the status bar says it. Null: not known. */
export const useAuthMode = create<{ readonly mode: Mode | null }>()(() => ({ mode: null }))

export const modes: readonly { readonly id: Mode; readonly title: string; readonly words: string }[] = [
  {
    id: 'none',
    title: 'None',
    words: 'Every CPE is taken at its word. What CPEs send as credentials is looked at by nobody.',
  },
  {
    id: 'basic',
    title: 'Basic',
    words: 'User name and password cross the wire in the clear. Only within TLS, or to see what a CPE does.',
  },
  {
    id: 'digest',
    title: 'Digest',
    words: 'The password itself never crosses the wire. What TR-069 asks of every CPE.',
  },
]
