import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether a program is on this machine. */
export function has(program: string): boolean {
  return spawnSync(program, ['version'], { stdio: 'ignore' }).error === undefined
}

/** A folder for certificates, and OpenSSL in it. */
export function openSslIn(prefix: string) {
  const dir = mkdtempSync(join(tmpdir(), prefix))
  const path = (name: string): string => join(dir, name)
  const run = (...args: readonly string[]): string =>
    execFileSync('openssl', [...args], { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] }).toString()
  return {
    path,
    run,
    write: (name: string, text: string): string => {
      writeFileSync(path(name), text)
      return path(name)
    },
    /** A CA of the test's own: `NAME.key`, `NAME.pem`. */
    authority(name: string): void {
      run(
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        `${name}.key`,
        '-out',
        `${name}.pem`,
        '-days',
        '30',
        '-subj',
        `/CN=${name}`,
      )
    },
    /** A certificate signed by such a CA, `NAME.key` and `NAME.pem`. */
    signed(name: string, authority: string, subject: string, more: readonly string[] = []): void {
      run(
        'req',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        `${name}.key`,
        '-out',
        `${name}.csr`,
        '-subj',
        subject,
      )
      run(
        'x509',
        '-req',
        '-in',
        `${name}.csr`,
        '-CA',
        `${authority}.pem`,
        '-CAkey',
        `${authority}.key`,
        '-CAcreateserial',
        '-out',
        `${name}.pem`,
        '-days',
        '30',
        ...more,
      )
    },
    remove: (): void => {
      rmSync(dir, { recursive: true })
    },
  }
}
