import { create } from 'zustand'

/** What is wrong with a filter. */
export interface FilterMistake {
  readonly message: string
  /** The filter it is about, as typed. */
  readonly filter: string
  /** Where in it, in characters; null if it is about no place. */
  readonly place: { readonly from: number; readonly to: number } | null
}

/** How the session list is looked at: what the filter box says and the list obeys. */
export interface SessionListView {
  /** As typed. */
  readonly filter: string
  /** Only of the selected CPE, or of all. */
  readonly scope: 'device' | 'all'
  /** Select the newest session as it comes, until the user chooses one. */
  readonly following: boolean
  /** Sessions the filter found, and those there are without it. Null while not known. */
  readonly matches: number | null
  readonly total: number | null
  /** The filter is being applied. */
  readonly busy: boolean
  /** What is wrong with the filter; the list shows its last good result. */
  readonly mistake: FilterMistake | null
  setFilter(filter: string): void
  setScope(scope: 'device' | 'all'): void
  follow(following: boolean): void
  report(result: Partial<Pick<SessionListView, 'matches' | 'total' | 'busy' | 'mistake'>>): void
}

export const useSessionList = create<SessionListView>()((set) => ({
  filter: '',
  scope: 'device',
  following: true,
  matches: null,
  total: null,
  busy: false,
  mistake: null,
  setFilter: (filter) => set({ filter }),
  setScope: (scope) => set({ scope }),
  follow: (following) => set({ following }),
  report: (result) => set(result),
}))
