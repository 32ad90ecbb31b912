export { ParametersPanel } from './parameters-panel.js'
