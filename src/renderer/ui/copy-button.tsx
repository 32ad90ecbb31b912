import { Check, Copy, type LucideIcon } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from './icon-button.js'

/** Copies a text; shows for a moment that it did. */
export function CopyButton({
  text,
  label,
  icon = Copy,
}: {
  text: string
  label: string
  /** Where there are several: another one for each. */
  icon?: LucideIcon
}) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1500)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <IconButton
      icon={copied ? Check : icon}
      label={copied ? 'Copied' : label}
      onClick={() => void copyText(text).then(setCopied)}
    />
  )
}

/** Puts a text on the clipboard; false where the page may not (plain HTTP from another machine). */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text)
  }
}

/** The way that also works where the page is not a secure context (headless host, opened over plain HTTP). */
function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  area.style.opacity = '0'
  document.body.append(area)
  const focused = document.activeElement
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return done
}
