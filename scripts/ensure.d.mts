/** The path of a Chromium that the browser tests can drive, or null. */
export function findBrowser(): string | null
