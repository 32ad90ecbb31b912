import { useEffect } from 'react'
import type { Status } from '../../../contract/index.js'
import { useClient } from '../../app/host-context.js'
import { onEngineEvent } from '../../state/engine-events.js'
import styles from './acs-settings.module.css'
import { modes, useAuthMode } from './auth-mode.js'
import { portOf } from './port-of.js'
import { useSettingsView, type SettingsSection } from './settings-view.js'

/** What is on beside the plain port, for the status bar; each leads to its settings. */
export function ListenerFacts({ status }: { status: Status }) {
  const client = useClient()
  const mode = useAuthMode((state) => state.mode)
  useEffect(() => {
    const pull = () => {
      client.acs.authentication.get().then(
        (value) => useAuthMode.setState({ mode: value.mode }),
        // The status bar says it as soon as the engine can be asked again.
        () => undefined,
      )
    }
    pull()
    return onEngineEvent('changed', pull)
  }, [client])
  const { acsTlsUrl, stunAddress } = status
  const title = modes.find(({ id }) => id === mode)?.title
  return (
    <>
      {acsTlsUrl !== null && (
        <Fact section="tls" text={`TLS :${new URL(acsTlsUrl).port || '443'}`} title={acsTlsUrl} />
      )}
      {title !== undefined && mode !== 'none' && (
        <Fact section="authentication" text={`CPEs log in by ${title}`} title="How CPEs say who they are" />
      )}
      {stunAddress !== null && (
        <Fact section="stun" text={`STUN :${portOf(stunAddress)}`} title={stunAddress} />
      )}
    </>
  )
}

function Fact({ section, text, title }: { section: SettingsSection; text: string; title: string }) {
  const show = useSettingsView((view) => view.show)
  return (
    <button type="button" className={styles.status} title={title} onClick={() => show(section)}>
      {text}
    </button>
  )
}
