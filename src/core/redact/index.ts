export { isSecretParameter } from './secret-names.js'
