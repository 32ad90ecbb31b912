export { DiscoveryCommands } from './discovery-commands.js'
export { JobBar } from './job-bar.js'
export { StatusJobs } from './status-jobs.js'
