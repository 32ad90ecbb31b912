import { createHash } from 'node:crypto'
import type { Hash } from '../../../core/http/index.js'

export const nodeHash: Hash = (algorithm, text) =>
  createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
    .update(text, 'utf8')
    .digest('hex')
