export type * from './types.js'
export { openWorkspace, WorkspaceError } from './workspace.js'
