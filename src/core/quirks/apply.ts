import type { OutgoingMessage } from '../soap/index.js'
import type { QuirkProfile } from './profile.js'

/**
 * The message as this device is to get it, where spelling alone does not do: the empty ParameterPath becomes the
 * root's name. `root` is the device's data model, `Device` or `InternetGatewayDevice`; null: not known, and then
 * the path stays empty. How it is spelled says the same profile to `encodeEnvelope`.
 */
export function messageFor(
  message: OutgoingMessage,
  { emptyPath }: Pick<QuirkProfile, 'emptyPath'>,
  root: string | null,
): OutgoingMessage {
  if (emptyPath === 'empty' || root === null) return message
  if (message.kind !== 'request' || message.rpc !== 'GetParameterNames') return message
  const path = message.arguments['ParameterPath'] ?? ''
  if (path !== '') return message
  return { ...message, arguments: { ...message.arguments, ParameterPath: `${root}.` } }
}
