import { create } from 'zustand'
import type { Status } from '../../contract/index.js'

/** The newest word of the engine about itself, for whoever shows a piece of it. */
export interface EngineStatus {
  readonly connection: 'connecting' | 'open' | 'lost'
  readonly status: Status | null
  setConnection(connection: 'open' | 'lost'): void
  setStatus(status: Status): void
}

export const useEngineStatus = create<EngineStatus>()((set) => ({
  connection: 'connecting',
  status: null,
  setConnection: (connection) => set({ connection }),
  setStatus: (status) => set({ status }),
}))
