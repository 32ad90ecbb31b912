/** Hands bytes to the user as a file: where to is the browser's to ask. */
export function saveBlob(bytes: Blob, name: string): void {
  const url = URL.createObjectURL(bytes)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has begun by then; the URL only keeps the bytes in memory.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
