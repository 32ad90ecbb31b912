export { messageFor } from './apply.js'
export { describeQuirk, describeQuirks, type QuirkSentence } from './describe.js'
export { quirkPresets, type QuirkPreset } from './presets.js'
export {
  chosenQuirks,
  defaultQuirks,
  mergeQuirks,
  quirkNames,
  type QuirkName,
  type QuirkProfile,
} from './profile.js'
export { readQuirks, type ReadQuirks } from './read.js'
