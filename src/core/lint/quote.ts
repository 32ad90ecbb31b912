import { isSecretParameter } from '../redact/index.js'
import { quoted } from './place.js'

/** A parameter's value in quotation marks; of a secret one not even its length. */
export function quotedValue(name: string, value: string): string {
  return isSecretParameter(name) && value !== '' ? '"(not shown)"' : quoted(value)
}

/** A parameter's name as it reads in a sentence: bare where it is plain, in quotation marks where it would get lost. */
export function nameText(name: string): string {
  return /^[\x21-\x7e]{1,256}$/.test(name) ? name : quoted(name)
}
