export type { Notifications, ReceivedNotification } from './types.js'
export { createNotifications } from './notifications.js'
