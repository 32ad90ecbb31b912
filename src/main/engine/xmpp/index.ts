export { connectionRequestNamespace, type XmppLink } from './link.js'
export { openXmppStream, type XmppStream } from './stream.js'
export {
  partsOfJid,
  XmppProblem,
  type IqAnswer,
  type XmppAccount,
  type XmppSecurity,
  type XmppStage,
} from './types.js'
export { createXmppControl, type XmppAccountChange, type XmppControl } from './xmpp-control.js'
