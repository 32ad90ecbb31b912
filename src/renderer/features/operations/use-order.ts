import { useState } from 'react'
import type { Transfer } from '../../../contract/index.js'
import { reasonOf } from '../../app/notify.js'
import { useSelection } from '../../state/selection.js'
import { useShown } from './shown.js'

/** Orders a transfer, shows it, and closes the dialog; or says why not. */
export function useOrder(onClose: () => void) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const send = (order: Promise<Transfer>) => {
    setBusy(true)
    setProblem(null)
    order.then(
      (transfer) => {
        useSelection.getState().show('operations')
        useShown.setState({ shown: { kind: 'transfer', id: transfer.id } })
        onClose()
      },
      (error: unknown) => {
        setProblem(reasonOf(error))
        setBusy(false)
      },
    )
  }
  return { busy, problem, send }
}
