export { AcsSettingsCommands } from './settings-commands.js'
export { ListenerFacts } from './listener-facts.js'
