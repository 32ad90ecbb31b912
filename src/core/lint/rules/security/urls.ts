/** Whether a URL carries username or password before its host. Something that only looks like one does not. */
export function hasCredentials(text: string): boolean {
  return /^\s*[a-z][a-z\d+.-]{0,15}:\/\/[^\s/?#@]+@[^\s/?#]/i.test(text)
}
