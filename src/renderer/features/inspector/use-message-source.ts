import { useCallback, useMemo } from 'react'
import { useClient } from '../../app/host-context.js'
import { useMessagePlace, type MessagePlace, type Span } from '../../state/message-place.js'
import { usePull, type Pulled } from '../../state/use-pull.js'
import { readSource, type MessageSource, type Target } from './message-source.js'
import { unpack } from './unpack.js'

/** The bytes of a message, read; pulled when a view first needs them. */
export function useMessageSource(messageId: string | null, needed: boolean): Pulled<MessageSource> {
  const client = useClient()
  const pull = useCallback(
    async (id: string, signal: AbortSignal) => {
      const blob = await client.messages.raw({ messageId: id }, { signal })
      return readSource(new Uint8Array(await blob.arrayBuffer()), unpack)
    },
    [client],
  )
  return usePull(needed ? messageId : null, pull).pulled
}

/** What is selected in a message, and what it is about. */
export interface SelectedPlace {
  readonly selected: MessagePlace | null
  readonly target: Target | null
  choose(from: MessagePlace['from'], characters: Span | null, bytes?: Span): void
}

export function useSelectedPlace(messageId: string, source: MessageSource): SelectedPlace {
  const place = useMessagePlace((places) => places.place)
  const chooseAny = useMessagePlace((places) => places.choose)
  const selected = place?.messageId === messageId ? place : null
  const characters = selected?.characters ?? null
  const target = useMemo(
    () => (characters === null ? null : source.targetOf(characters)),
    [source, characters],
  )
  const choose = useCallback<SelectedPlace['choose']>(
    (from, span, bytes) => chooseAny({ messageId, from, characters: span, bytes: bytes ?? null }),
    [chooseAny, messageId],
  )
  return useMemo(() => ({ selected, target, choose }), [selected, target, choose])
}
