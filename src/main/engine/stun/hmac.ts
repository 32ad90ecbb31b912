import { createHmac } from 'node:crypto'
import type { HmacSha1 } from '../../../core/stun/index.js'

export const hmacSha1: HmacSha1 = (key, data) => new Uint8Array(createHmac('sha1', key).update(data).digest())
