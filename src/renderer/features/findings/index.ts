export { FindingLines } from './finding-lines.js'
export { FindingsPanel } from './findings-panel.js'
export { MessageFindings } from './message-findings.js'
