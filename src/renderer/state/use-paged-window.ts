import { useState, useSyncExternalStore } from 'react'
import { PagedWindow, type PagedWindowOptions, type WindowState } from './paged-window.js'

/** A paged window that lives as long as the component, and its state. */
export function usePagedWindow<T extends { readonly id: string }>(
  options: PagedWindowOptions<T>,
): readonly [PagedWindow<T>, WindowState] {
  const [list] = useState(() => new PagedWindow<T>(options))
  return [list, useSyncExternalStore(list.subscribe, list.getState)] as const
}
