import type { Host } from '../host/types.js'
import { ThemeProvider } from '../ui/index.js'
import { HostContext } from './host-context.js'

/** The whole page. */
export function App({ host }: { host: Host }) {
  return (
    <HostContext value={host}>
      <ThemeProvider theme="dark">
        <main />
      </ThemeProvider>
    </HostContext>
  )
}
