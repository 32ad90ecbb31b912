import type { ReachabilityStep } from '../../../contract/index.js'
import type { Reachability } from '../acs/types.js'

/** What to check while a step has not been seen. Each supposes that the one before it was. */
const hints: Readonly<Record<ReachabilityStep['name'], string>> = {
  connection:
    'No TCP connection yet. Check that the CPE has the ACS URL of this machine, that this machine listens on that address, and that no firewall is between them.',
  http: 'No HTTP request yet. Does the ACS URL in the CPE begin with http:// (not https://), and is the port right?',
  inform: 'No Inform yet. Is CWMP enabled in the CPE? Restart it to make it inform at once.',
  session: 'No session has ended yet. Watch the one in progress in the session list.',
}

/** How far anything from outside got, step by step. */
export function reachabilitySteps(reachability: Reachability): ReachabilityStep[] {
  const names = ['connection', 'http', 'inform', 'session'] as const
  return names.map((name) => {
    const sighting = reachability[name]
    return sighting
      ? { name, state: sighting.ok ? 'seen' : 'failed', at: sighting.at, detail: sighting.detail }
      : { name, state: 'waiting', at: null, detail: hints[name] }
  })
}
