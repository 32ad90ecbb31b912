import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'

export interface ErrorNotice {
  /** What could not be done: "The address 192.0.2.10 could not be opened". */
  readonly what: string
  /** What was caught; its message says where and why. */
  readonly error: unknown
  /** What to do next, where the error does not say it. */
  readonly next?: string
}

/** Tells the user of an error: what happened, why, what to do next. The same thing twice is one notice. */
export function notifyError({ what, error, next }: ErrorNotice): void {
  const why = reasonOf(error)
  notifications.show({
    id: what,
    color: 'red',
    title: what,
    message: next ? `${why} ${next}` : why,
    autoClose: 12_000,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Dismiss' },
  })
}

/** What can be done about what was done: taking it back. */
export interface NoticeAction {
  readonly label: string
  run(): void
}

/** Tells the user that something was done. With an action it stays for longer. */
export function notifyDone(title: string, message = '', action?: NoticeAction): void {
  const id = notifications.show({
    title,
    message:
      action === undefined ? (
        message
      ) : (
        <span style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
          <span style={{ flex: 1 }}>{message}</span>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              notifications.hide(id)
              action.run()
            }}
          >
            {action.label}
          </Button>
        </span>
      ),
    autoClose: action === undefined ? 5_000 : 10_000,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Dismiss' },
  })
}

/** The sentence in whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : 'The reason is not known.'
}
