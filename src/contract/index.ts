export { contract, type Contract } from './contract.js'
export * from './schemas.js'
