import { randomBytes } from 'node:crypto'
import { createEngine } from '../engine/engine.js'
import type { EngineOptions } from '../engine/types.js'
import { startHeadlessServer, type HeadlessServer } from './server.js'

export interface HeadlessOptions {
  readonly engine: EngineOptions
  readonly host: string
  readonly port: number
  /** Undefined: made up. */
  readonly token?: string | undefined
  /** `out/renderer`; null: REST API only. */
  readonly pageFolder: string | null
}

/** A running headless workbench. */
export interface HeadlessHost {
  readonly acsUrl: string
  /** Null: the ACS does not listen with TLS. */
  readonly acsTlsUrl: string | null
  readonly fileUrl: string | null
  /** `host:port`; null: it is off. */
  readonly stunAddress: string | null
  readonly apiUrl: string
  readonly token: string
  readonly capturePath: string
  /** An address that lets one browser in, once; null without user interface. */
  uiUrl(): string | null
  /** Sessions in progress get `graceMs` to end; then everything is closed. */
  stop(graceMs: number): Promise<void>
}

/** Engine and server together. Rejects with a sentence for the user when a port is taken; nothing stays open then. */
export async function startHeadless(options: HeadlessOptions): Promise<HeadlessHost> {
  const token = options.token ?? randomBytes(20).toString('base64url')
  const engine = await createEngine(options.engine)
  let server: HeadlessServer
  try {
    server = await startHeadlessServer({
      router: engine.router,
      receiveFile: (file) => engine.receiveFile(file),
      host: options.host,
      port: options.port,
      token,
      version: options.engine.version,
      pageFolder: options.pageFolder,
    })
  } catch (error) {
    await engine.stop(0)
    throw error
  }
  return {
    acsUrl: engine.acsUrl,
    acsTlsUrl: engine.acsTlsUrl,
    fileUrl: engine.fileUrl,
    stunAddress: engine.stunAddress,
    apiUrl: server.apiUrl,
    token,
    capturePath: engine.capturePath,
    uiUrl: () => server.uiUrl(),
    async stop(graceMs) {
      // The engine first: who watches sees the last session end.
      try {
        await engine.stop(graceMs)
      } finally {
        await server.close()
      }
    },
  }
}
