import type { StoredFileShape, Transfer } from '../../../contract/index.js'
import type { ToldTransfer, Transfers } from '../transfers/types.js'
import type { StoredFile } from '../workspace/types.js'

/** A file as the contract shapes it: without its password and its token. */
export function fileShape(file: StoredFile, transfers: Pick<Transfers, 'urlOf'>): StoredFileShape {
  const { token: _token, access, ...rest } = file
  return {
    ...rest,
    url: transfers.urlOf(file),
    access: { scheme: access.scheme, username: access.username },
  }
}

/** A transfer as the contract shapes it. */
export function transferShape(transfer: ToldTransfer): Transfer {
  const { order, access: _access, maxBytes: _maxBytes, token: _token, covered: _covered, ...rest } = transfer
  return {
    ...rest,
    rpcId: order?.rpcId ?? null,
    method: order?.method ?? null,
    requests: rest.requests.map((request) => ({ ...request })),
  }
}
