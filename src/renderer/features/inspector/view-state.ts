import { create } from 'zustand'
import { persist } from 'zustand/middleware'

export const inspectorTabs = ['explain', 'decoded', 'xml', 'http', 'hex', 'findings'] as const
export type InspectorTab = (typeof inspectorTabs)[number]

/** How a message is looked at; the same for the next one. */
export interface InspectorView {
  readonly tab: InspectorTab
  readonly pretty: boolean
  setTab(tab: InspectorTab): void
  setPretty(pretty: boolean): void
}

export const useInspectorView = create<InspectorView>()(
  persist(
    (set) => ({
      tab: 'explain',
      pretty: true,
      setTab: (tab) => set({ tab }),
      setPretty: (pretty) => set({ pretty }),
    }),
    { name: 'cwmp-workbench.inspector', version: 1 },
  ),
)

export function isInspectorTab(text: string | null): text is InspectorTab {
  return inspectorTabs.some((tab) => tab === text)
}
