import { useCallback } from 'react'
import { useClient } from '../app/host-context.js'
import { notifyError } from '../app/notify.js'
import { useSelection } from './selection.js'

/** Selects a message and the session it belongs to; the inspector shows it, the view in the middle stays. */
export function useShowMessage(): (messageId: string) => Promise<void> {
  const client = useClient()
  return useCallback(
    async (messageId) => {
      try {
        const message = await client.messages.get({ messageId })
        const selection = useSelection.getState()
        if (message.sessionId !== null) selection.selectSession(message.sessionId)
        selection.selectMessage(messageId)
      } catch (error) {
        notifyError({ what: 'The message could not be shown', error })
      }
    },
    [client],
  )
}
