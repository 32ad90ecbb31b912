import { Button } from '@mantine/core'
import { ListTree } from 'lucide-react'
import type { Device } from '../../../contract/index.js'
import { EmptyState } from '../../ui/index.js'

/** What stands in the panel of a CPE whose tree was never asked for. */
export function NoTree({
  device,
  fetching,
  onFetch,
  onChoose,
}: {
  device: Device | null
  fetching: boolean
  onFetch: () => void
  onChoose: () => void
}) {
  return (
    <EmptyState
      icon={ListTree}
      title="Nothing of this CPE’s tree is known yet"
      actions={
        <>
          <Button onClick={onFetch} disabled={fetching}>
            Fetch the whole tree
          </Button>
          <Button variant="default" onClick={onChoose} disabled={fetching}>
            Choose how…
          </Button>
        </>
      }
    >
      An Inform brings only a few parameters. To fetch the rest, the ACS asks for all names
      (GetParameterNames), then for all values (GetParameterValues)
      {device?.online ? '' : ', once the CPE is here'}.
    </EmptyState>
  )
}
