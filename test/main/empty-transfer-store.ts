import type { TransferStore } from '../../src/main/engine/workspace/types.js'

/** Files and transfers of a workspace that keeps nothing. */
export const emptyTransferStore: TransferStore = {
  files: () => [],
  saveFile: () => undefined,
  removeFile: () => undefined,
  transfers: () => [],
  saveTransfer: () => undefined,
  removeTransfer: () => undefined,
}
