import { defineConfig } from '@playwright/test'

/** The shell in a real Electron; run where a runtime is found (`npm test` says by name when it is not). */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 1,
  reporter: 'list',
})
