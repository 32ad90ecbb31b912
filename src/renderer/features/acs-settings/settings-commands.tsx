import { lazy, Suspense } from 'react'
import { useCommand } from '../../app/commands.js'
import { useSelection } from '../../state/selection.js'
import { LoginDialog } from './login-dialog.js'
import { useSettingsView } from './settings-view.js'

// Seldom needed, and larger than most of the page.
const SettingsDialog = lazy(async () => ({ default: (await import('./settings-dialog.js')).SettingsDialog }))

/** The settings of the ACS, from anywhere. */
export function AcsSettingsCommands() {
  const { section, last, loginOf, show, close, askLogin } = useSettingsView()
  const deviceId = useSelection((selection) => selection.deviceId)
  useCommand('acs.settings', () => show(last))
  useCommand('acs.authentication', () => show('authentication'))
  useCommand('acs.tls', () => show('tls'))
  useCommand('acs.redirects', () => show('redirects'))
  useCommand('acs.xmpp', () => show('xmpp'))
  useCommand('acs.stun', () => show('stun'))
  useCommand('acs.notifications', () => show('notifications'))
  useCommand('acs.refused', () => show('refused'))
  useCommand('device.login', () => askLogin(deviceId), { enabled: deviceId !== null })
  return (
    <>
      {section !== null && (
        <Suspense>
          <SettingsDialog section={section} onSection={show} onClose={close} />
        </Suspense>
      )}
      {loginOf !== null && <LoginDialog deviceId={loginOf} onClose={() => askLogin(null)} />}
    </>
  )
}
