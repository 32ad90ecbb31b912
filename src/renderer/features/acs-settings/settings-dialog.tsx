import { Tabs } from '@mantine/core'
import type { ComponentType } from 'react'
import { Dialog } from '../../ui/index.js'
import styles from './acs-settings.module.css'
import { AuthenticationSection } from './authentication-section.js'
import { NotificationsSection } from './notifications-section.js'
import { RedirectsSection } from './redirects-section.js'
import { RefusedSection } from './refused-section.js'
import { isSettingsSection, settingsSections, type SettingsSection } from './settings-view.js'
import { StunSection } from './stun-section.js'
import { TlsSection } from './tls-section.js'
import { XmppSection } from './xmpp-section.js'

const sections: Readonly<
  Record<SettingsSection, { readonly title: string; readonly Content: ComponentType }>
> = {
  authentication: { title: 'CPE authentication', Content: AuthenticationSection },
  tls: { title: 'TLS', Content: TlsSection },
  redirects: { title: 'Redirects', Content: RedirectsSection },
  xmpp: { title: 'XMPP account', Content: XmppSection },
  stun: { title: 'STUN server', Content: StunSection },
  notifications: { title: 'Notifications', Content: NotificationsSection },
  refused: { title: 'Refused', Content: RefusedSection },
}

/** How the ACS works. Each choice holds at once. */
export function SettingsDialog({
  section,
  onSection,
  onClose,
}: {
  section: SettingsSection
  onSection: (section: SettingsSection) => void
  onClose: () => void
}) {
  return (
    <Dialog title="ACS settings" onClose={onClose} size={820}>
      <Tabs
        orientation="vertical"
        value={section}
        keepMounted={false}
        onChange={(chosen) => {
          if (isSettingsSection(chosen)) onSection(chosen)
        }}
      >
        <Tabs.List className={styles.tabs ?? ''}>
          {settingsSections.map((id) => (
            <Tabs.Tab key={id} value={id} data-autofocus={id === section || undefined}>
              {sections[id].title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {settingsSections.map((id) => {
          const { Content } = sections[id]
          return (
            <Tabs.Panel key={id} value={id} className={styles.section ?? ''} tabIndex={0}>
              <Content />
            </Tabs.Panel>
          )
        })}
      </Tabs>
    </Dialog>
  )
}
