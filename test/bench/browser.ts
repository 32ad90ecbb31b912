import type { LaunchOptions } from '@playwright/test'
import config from '../../playwright.config.js'

/** The browser of the end-to-end tests. */
export function browserOptions(): LaunchOptions {
  return config.use?.launchOptions ?? {}
}
