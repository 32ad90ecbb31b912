export {
  readMessage,
  type FramingIssue,
  type FramingRule,
  type MessageKind,
  type Reading,
  type ReadingOf,
} from './reading.js'
