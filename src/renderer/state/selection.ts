import { create } from 'zustand'

/** The views of the middle column. */
const mainViews = ['timeline', 'parameters', 'rpcs', 'operations', 'findings'] as const
export type MainView = (typeof mainViews)[number]

export function isMainView(id: string): id is MainView {
  return mainViews.some((view) => view === id)
}

/** What the user looks at: the one place where features meet. View state only, never data. */
export interface Selection {
  readonly deviceId: string | null
  readonly sessionId: string | null
  readonly messageId: string | null
  /** Parameter or object path in the tree. */
  readonly path: string | null
  readonly view: MainView
  selectDevice(deviceId: string | null): void
  selectSession(sessionId: string | null): void
  selectMessage(messageId: string | null): void
  selectPath(path: string | null): void
  show(view: MainView): void
}

export const useSelection = create<Selection>()((set) => ({
  deviceId: null,
  sessionId: null,
  messageId: null,
  path: null,
  view: 'timeline',
  selectDevice: (deviceId) => set({ deviceId }),
  selectSession: (sessionId) => set({ sessionId, messageId: null }),
  selectMessage: (messageId) => set({ messageId }),
  selectPath: (path) => set({ path }),
  show: (view) => set({ view }),
}))
