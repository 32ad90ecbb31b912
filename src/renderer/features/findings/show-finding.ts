import { useClient } from '../../app/host-context.js'
import { notifyError } from '../../app/notify.js'
import type { Finding } from '../../../contract/index.js'
import { useInspectorView } from '../../state/inspector-view.js'
import { useMessagePlace } from '../../state/message-place.js'
import { useSelection } from '../../state/selection.js'
import { useSessionList } from '../../state/session-list.js'

/** Selects what a finding is about: its session, its message, its place in the XML. */
export function useShowFinding(): (finding: Finding) => Promise<void> {
  const client = useClient()
  return async (finding) => {
    const { sessionId, messageId, offset, length = 0 } = finding
    const selection = useSelection.getState()
    if (sessionId !== undefined && sessionId !== selection.sessionId) {
      try {
        const { deviceId } = await client.sessions.get({ sessionId })
        if (deviceId !== null && deviceId !== selection.deviceId) selection.selectDevice(deviceId)
      } catch (error) {
        notifyError({ what: 'The session of the finding could not be shown', error })
        return
      }
      // Else the next session to come would take its place.
      useSessionList.getState().follow(false)
      selection.selectSession(sessionId)
    }
    if (messageId === undefined) return
    selection.selectMessage(messageId)
    if (offset === undefined) {
      useInspectorView.getState().show('explain')
      return
    }
    useMessagePlace.getState().choose({
      messageId,
      from: 'finding',
      characters: { start: offset, end: offset + length },
      bytes: null,
    })
    useInspectorView.getState().show('xml')
  }
}
