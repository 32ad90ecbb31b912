export type * from './types.js'
export { openWorkspace, WorkspaceError, type OpenWorkspaceOptions } from './workspace.js'
