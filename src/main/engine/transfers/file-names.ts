/** Longest name kept, in characters. */
const longestName = 200
/** Longest name in a URL: the URL of a Download has 256 characters in all (TR-069a6 A.3.2.8). */
const longestInUrl = 60

/** A name as a person may read it: without folders, control characters and marks that turn the text round. */
export function displayName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, '').trim()
  return plain === '' || plain === '.' || plain === '..' ? 'file' : [...plain].slice(0, longestName).join('')
}

/** A name that needs no escaping anywhere: CPEs differ in what they make of percent signs. */
export function urlName(name: string): string {
  const plain = displayName(name)
    .normalize('NFKD')
    .replace(/[^\w.-]+/g, '_')
    .replace(/^[._-]+/, '')
  if (plain === '') return 'file'
  if (plain.length <= longestInUrl) return plain
  // The end of a name tells what it is, so that is kept.
  const dot = plain.lastIndexOf('.')
  const end = dot > 0 && plain.length - dot <= 12 ? plain.slice(dot) : ''
  return plain.slice(0, longestInUrl - end.length) + end
}
