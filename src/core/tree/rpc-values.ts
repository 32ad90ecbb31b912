import type { RpcStruct, RpcValue } from '../soap/message.js'

/** The members of a list; a lone struct where a list should be is a list of one. */
export function structs(value: RpcValue | undefined): readonly RpcStruct[] {
  if (value === undefined || typeof value === 'string') return []
  return isList(value) ? value.filter(isStruct) : [value]
}

function isList(value: RpcValue): value is readonly RpcValue[] {
  return Array.isArray(value)
}

function isStruct(value: RpcValue): value is RpcStruct {
  return typeof value !== 'string' && !isList(value)
}

/** The text of a leaf; '' where there is none. */
export function text(value: RpcValue | undefined): string {
  return typeof value === 'string' ? value : ''
}

/** Booleans as CPEs write them; null for anything else. */
export function booleanOf(value: RpcValue | undefined): boolean | null {
  switch (text(value).trim().toLowerCase()) {
    case '1':
    case 'true':
      return true
    case '0':
    case 'false':
      return false
    default:
      return null
  }
}

/** A list of texts; null where the element is absent. */
export function stringsOf(value: RpcValue | undefined): readonly string[] | null {
  if (value === undefined) return null
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()]
  return isList(value) ? value.filter((item) => typeof item === 'string') : null
}
