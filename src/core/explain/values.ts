import { isSecretParameter } from '../redact/index.js'
import type { RpcStruct, RpcValue } from '../soap/message.js'
import { asStruct, count, join, quote, shownName, textAt } from './phrases.js'

/** Lists of parameters in words. Sentences are read aloud, projected and pasted into tickets: they hold no secret. */

/** A value in quotes, or that it is a secret. */
export function shownValue(name: string, value: string): string {
  return isSecretParameter(name) ? 'a secret value' : quote(value)
}

/** `A to “x” and B to “y”`; more than three as a number. */
export function assignedValues(list: readonly RpcValue[], between: string): string {
  if (list.length > 3) return count(list.length, 'parameter')
  return list.length === 0
    ? 'nothing'
    : join(list.map((item) => `${nameOf(item)}${between}${valueOf(asStruct(item))}`))
}

export function nameOf(item: RpcValue): string {
  return shownName(textAt(asStruct(item), 'Name'))
}

function valueOf(struct: RpcStruct): string {
  return shownValue(textAt(struct, 'Name'), textAt(struct, 'Value'))
}

/** Paths as they are asked for: what ends with a dot means everything below it. */
export function pathWords(paths: readonly string[]): string {
  if (paths.length === 0) return 'nothing'
  return join(
    paths.map((path) => {
      if (path === '') return 'the whole tree'
      return path.endsWith('.') ? `everything below ${shownName(path)}` : shownName(path)
    }),
  )
}

/** Whether every one of the paths names one parameter, so that as many values are due. */
export function arePlainNames(paths: readonly string[]): boolean {
  return paths.length > 0 && paths.every((path) => path !== '' && !path.endsWith('.') && !path.includes('*'))
}
