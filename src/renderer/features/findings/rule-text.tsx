/** A rule's words; what stands between backticks is code. */
export function RuleText({ text }: { text: string }) {
  return text.split('`').map((part, at) => (at % 2 === 0 ? part : <code key={at}>{part}</code>))
}
