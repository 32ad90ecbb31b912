export type * from './types.js'
export { openWorkspace, WorkspaceError } from './workspace.js'
export { createSecretSettings, type SecretSettings } from './secret-settings.js'
