export { bytesSchema } from './base.js'
export { contract, type Contract } from './contract.js'
export * from './schemas.js'
export * from './transfer-schemas.js'
