import { create } from 'zustand'
import { persist } from 'zustand/middleware'

export const inspectorTabs = ['explain', 'decoded', 'xml', 'http', 'hex', 'findings'] as const
export type InspectorTab = (typeof inspectorTabs)[number]

/** How a message is looked at; the same for the next one. */
export interface InspectorView {
  readonly tab: InspectorTab
  /** The view beside (or below) the first one; null: there is one only. */
  readonly beside: InspectorTab | null
  readonly pretty: boolean
  setTab(tab: InspectorTab): void
  setBeside(tab: InspectorTab | null): void
  setPretty(pretty: boolean): void
  /** Brings a view into sight, wherever it is; where it is in none of the two, it takes the place of the first. */
  show(tab: InspectorTab): void
}

export const useInspectorView = create<InspectorView>()(
  persist(
    (set) => ({
      tab: 'explain',
      beside: null,
      pretty: true,
      setTab: (tab) => set({ tab }),
      setBeside: (beside) => set({ beside }),
      setPretty: (pretty) => set({ pretty }),
      show: (tab) => set((view) => (view.beside === tab ? {} : { tab })),
    }),
    { name: 'cwmp-workbench.inspector', version: 1 },
  ),
)

export function isInspectorTab(text: string | null): text is InspectorTab {
  return inspectorTabs.some((tab) => tab === text)
}
