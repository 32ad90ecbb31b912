import { Menu } from '@mantine/core'
import type { TreeRow } from '../../../contract/index.js'
import { copyText } from '../../ui/index.js'
import type { ParameterWork } from './parameter-work.js'
import { isInstance } from './paths.js'
import { setParameterValuesJson } from './set-parameter-values.js'

/** Everything that can be done with a row. */
export function RowMenu({
  menu,
  work,
  onEdit,
  onClose,
}: {
  menu: { readonly row: TreeRow; readonly x: number; readonly y: number } | null
  work: ParameterWork
  onEdit: (row: TreeRow) => void
  onClose: () => void
}) {
  if (!menu) return null
  const { row, x, y } = menu
  const staged = work.store.getState().staging.edits.get(row.path)
  const value = staged?.to ?? row.value
  return (
    <Menu
      opened
      onClose={onClose}
      position="bottom-start"
      offset={2}
      shadow="md"
      width={250}
      returnFocus={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <span
          role="button"
          tabIndex={-1}
          aria-label={`Actions of ${row.name}`}
          style={{ position: 'fixed', left: x, top: y, width: 0, height: 0 }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        {!row.isObject && (
          <Menu.Item disabled={row.writable !== true} onClick={() => onEdit(row)}>
            Edit
          </Menu.Item>
        )}
        {staged && staged.rpcId === null && (
          <Menu.Item onClick={() => work.unstage(row.path)}>Take the edit back</Menu.Item>
        )}
        {row.isObject && (
          <Menu.Item onClick={() => void work.fetchBranch(row.path)}>Fetch this branch</Menu.Item>
        )}
        {row.isObject && row.writable === true && !isInstance(row.path) && (
          <Menu.Item onClick={() => void work.addObject(row.path)}>AddObject</Menu.Item>
        )}
        {row.isObject && row.writable === true && isInstance(row.path) && (
          <Menu.Item onClick={() => void work.deleteObject(row.path)}>DeleteObject</Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item onClick={() => void copyText(row.path)}>Copy path</Menu.Item>
        {!row.isObject && (
          <>
            <Menu.Item disabled={value === null} onClick={() => value !== null && void copyText(value)}>
              Copy value
            </Menu.Item>
            <Menu.Item
              onClick={() =>
                void copyText(setParameterValuesJson([{ path: row.path, to: value ?? '', type: row.type }]))
              }
            >
              Copy as SetParameterValues JSON
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
