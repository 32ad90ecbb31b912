export { TimelinePanel } from './timeline-panel.js'
