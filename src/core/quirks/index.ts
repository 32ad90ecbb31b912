export type { QuirkProfile } from './profile.js'
