import { Menu } from '@mantine/core'
import type { TreeRow } from '../../../contract/index.js'
import { copyText, MenuAt, type MenuPlace } from '../../ui/index.js'
import { isInstance } from './paths.js'
import { setParameterValuesJson } from './set-parameter-values.js'
import type { ParameterWork } from './work-state.js'

/** Everything that can be done with a row. */
export function RowMenu({
  menu,
  work,
  onEdit,
  onClose,
}: {
  menu: { readonly row: TreeRow; readonly place: MenuPlace } | null
  work: ParameterWork
  onEdit: (row: TreeRow) => void
  onClose: () => void
}) {
  if (!menu) return null
  const { row, place } = menu
  const staged = work.store.getState().staging.edits.get(row.path)
  const value = staged?.to ?? row.value
  return (
    <MenuAt place={place} label={`Actions of ${row.name}`} onClose={onClose}>
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
    </MenuAt>
  )
}
