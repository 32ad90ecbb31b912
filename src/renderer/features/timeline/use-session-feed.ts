import { useEffect, useState } from 'react'
import { useClient } from '../../app/host-context.js'
import { followSession, type SessionFeedState } from './session-feed.js'

const unread: SessionFeedState = { session: null, messages: [], loading: true, problem: null }

/** The messages of a session, live. */
export function useSessionFeed(sessionId: string | null): SessionFeedState {
  const client = useClient()
  const [state, setState] = useState<{ readonly sessionId: string | null; readonly feed: SessionFeedState }>({
    sessionId: null,
    feed: unread,
  })
  useEffect(() => {
    if (sessionId === null) return
    const follower = followSession(client, sessionId, (feed) => setState({ sessionId, feed }))
    return () => follower.stop()
  }, [client, sessionId])
  // What belongs to the session before must not be shown for this one, not even for one frame.
  return state.sessionId === sessionId ? state.feed : unread
}
