import { Button } from '@mantine/core'
import { Play, Square } from 'lucide-react'
import type { NetworkAddress } from '../../../contract/index.js'
import { reasonOf } from '../../app/notify.js'
import { Badge, CopyButton } from '../../ui/index.js'
import { Reachability } from './reachability.js'
import { useDemo } from './use-demo.js'
import { useNetwork } from './use-network.js'
import { useReachability } from './use-reachability.js'
import styles from './first-run.module.css'

/** First run, and whenever a CPE does not show up: the URL to enter in it, and how far it got. */
export function ConnectPanel() {
  const network = useNetwork()
  const steps = useReachability()
  const demo = useDemo()
  return (
    <div className={styles.page}>
      <div className={styles.column}>
        <div>
          <h2 className={styles.title}>Point a CPE at this ACS</h2>
          <p className={styles.lead}>
            Enter one of these as the ACS URL of the CPE (<code>ManagementServer.URL</code>). Take the address
            of the network the CPE is in. Any path and any credentials will do; everything is recorded.
          </p>
        </div>

        <section aria-label="ACS URLs" className={styles.card}>
          {network.addresses === null ? (
            <p className={styles.note}>
              {network.error ? reasonOf(network.error) : 'Looking up the addresses of this machine…'}
            </p>
          ) : (
            <ul className={styles.addresses}>
              {network.addresses.map((address) => (
                <AddressRow
                  key={address.address}
                  address={address}
                  busy={network.busy === address.address}
                  onListen={(listening) => network.setListening(address, listening)}
                />
              ))}
            </ul>
          )}
        </section>

        <section aria-labelledby="reaching">
          <h3 id="reaching" className={styles.subtitle}>
            Is my CPE reaching me?
          </h3>
          <div className={styles.card}>
            <Reachability steps={steps} />
          </div>
        </section>

        <section aria-labelledby="demo">
          <h3 id="demo" className={styles.subtitle}>
            No CPE at hand?
          </h3>
          <div className={styles.demo}>
            <p className={styles.note}>
              The demo CPE is a simulated gateway inside the workbench. It talks real CWMP over HTTP to the
              ACS above: it boots, informs, and takes what you set.
            </p>
            <Button
              size="sm"
              variant={demo.running ? 'default' : 'filled'}
              loading={demo.busy}
              leftSection={demo.running ? <Square size={13} /> : <Play size={13} />}
              onClick={demo.toggle}
            >
              {demo.running ? 'Stop the demo CPE' : 'Start the demo CPE'}
            </Button>
          </div>
        </section>
      </div>
    </div>
  )
}

function AddressRow({
  address,
  busy,
  onListen,
}: {
  address: NetworkAddress
  busy: boolean
  onListen: (listening: boolean) => void
}) {
  return (
    <li className={styles.address} data-listening={address.listening || undefined}>
      <code className={styles.url}>{address.url}</code>
      {address.listening ? <CopyButton text={address.url} label={`Copy ${address.url}`} /> : <span />}
      <span className={styles.where}>
        {address.loopback ? 'this machine only' : `network at ${address.interface}`}
        {address.listening && <Badge tone="ok">listening</Badge>}
      </span>
      {address.loopback && address.listening ? (
        <span />
      ) : (
        <Button
          size="compact-sm"
          variant="default"
          loading={busy}
          onClick={() => onListen(!address.listening)}
          aria-label={`${address.listening ? 'Stop listening' : 'Listen'} on ${address.address}`}
        >
          {address.listening ? 'Stop listening' : 'Listen on this address'}
        </Button>
      )}
    </li>
  )
}
