/**
 * The built page as both shells serve it: which files there are, of what type, under what policy. It
 * lives in the engine because the headless and the Electron shell must not import each other.
 */
export { contentSecurityPolicy, securityHeaders } from './security.js'
export { listPageFiles, type PageFile, type PageFiles } from './files.js'
