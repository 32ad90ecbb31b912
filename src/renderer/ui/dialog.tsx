import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './dialog.module.css'

export interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** Width in pixels. */
  readonly size?: number
  /** Beside the title: buttons that act on what is shown. */
  readonly actions?: ReactNode
}

/** A window in front of the page, open for as long as it is mounted. It keeps the focus; `keepFocus` gives it back. */
export function Dialog({ title, onClose, children, size = 520, actions }: DialogProps) {
  return (
    <Modal.Root opened onClose={onClose} size={size} returnFocus={false}>
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content>
        <Modal.Body className={styles.body ?? ''}>
          <div className={styles.head}>
            <Modal.Title fw={600} className={styles.title ?? ''}>
              {title}
            </Modal.Title>
            {actions}
            <Modal.CloseButton aria-label="Close" />
          </div>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
