// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { VirtualList, type VirtualListProps } from '../../../src/renderer/ui/index.js'
import { preparePage } from '../in-page.js'

preparePage()

function List(props: Partial<VirtualListProps>) {
  const [active, setActive] = useState(props.activeIndex ?? -1)
  return (
    <VirtualList
      label="Numbers"
      count={20_000}
      rowHeight={20}
      renderRow={(index) => `row ${index}`}
      {...props}
      activeIndex={active}
      onActive={(index) => {
        setActive(index)
        props.onActive?.(index)
      }}
    />
  )
}

const list = () => screen.getByRole('listbox', { name: 'Numbers' })
const active = () => screen.getByRole('option', { selected: true }).textContent

describe('a virtual list', () => {
  it('has only the rows in view in the document, and says where they stand in the whole', () => {
    render(<List />)
    const rows = screen.getAllByRole('option')
    expect(rows.length).toBeGreaterThan(29)
    expect(rows.length).toBeLessThan(60)
    expect(rows[2]?.getAttribute('aria-posinset')).toBe('3')
    expect(rows[2]?.getAttribute('aria-setsize')).toBe('20000')
  })

  it('moves the active row by keys and stays inside the list', () => {
    render(<List />)
    fireEvent.keyDown(list(), { key: 'ArrowDown' })
    expect(active()).toBe('row 0')
    fireEvent.keyDown(list(), { key: 'ArrowDown' })
    expect(active()).toBe('row 1')
    fireEvent.keyDown(list(), { key: 'ArrowUp' })
    fireEvent.keyDown(list(), { key: 'ArrowUp' })
    expect(active()).toBe('row 0')
    fireEvent.keyDown(list(), { key: 'ArrowDown', ctrlKey: true })
    expect(active()).toBe('row 0')
  })

  it('names the active row to assistive technology', () => {
    render(<List activeIndex={3} />)
    const id = list().getAttribute('aria-activedescendant')
    expect(id && document.getElementById(id)?.textContent).toBe('row 3')
  })

  it('reaches the last row by End', () => {
    const onActive = vi.fn()
    render(<List onActive={onActive} />)
    fireEvent.keyDown(list(), { key: 'End' })
    expect(onActive).toHaveBeenLastCalledWith(19_999)
  })

  it('chooses by pointer and opens by Enter', () => {
    const onOpen = vi.fn()
    render(<List onOpen={onOpen} />)
    fireEvent.pointerDown(screen.getByText('row 4'), { button: 0 })
    expect(active()).toBe('row 4')
    fireEvent.keyDown(list(), { key: 'Enter' })
    expect(onOpen).toHaveBeenCalledWith(4)
  })

  it('leaves a key to whoever claims it first', () => {
    const onActive = vi.fn()
    render(<List activeIndex={2} onActive={onActive} onKey={(event) => event.preventDefault()} />)
    fireEvent.keyDown(list(), { key: 'ArrowDown' })
    expect(onActive).not.toHaveBeenCalled()
  })

  it('tells which rows are in view', () => {
    const onRange = vi.fn()
    render(<List onRange={onRange} />)
    const [from, to] = onRange.mock.lastCall ?? []
    expect(from).toBe(0)
    expect(to).toBeGreaterThanOrEqual(30)
  })

  it('keeps what the user reads in place when rows come above it', () => {
    const names = Array.from({ length: 500 }, (_, index) => `n${index}`)
    const props = { rowHeight: 20, rowKey: (index: number) => names[index] ?? index }
    const { rerender } = render(<List {...props} count={500} />)
    list().scrollTop = 400
    rerender(<List {...props} count={500} />)
    names.unshift('new 1', 'new 2')
    rerender(<List {...props} count={502} />)
    expect(list().scrollTop).toBe(440)
  })
})
