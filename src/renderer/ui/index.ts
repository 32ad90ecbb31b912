export { Badge, type BadgeProps, type Tone } from './badge.js'
export { CopyButton, copyText } from './copy-button.js'
export { Dialog, type DialogProps } from './dialog.js'
export { EmptyState, type EmptyStateProps } from './empty-state.js'
export { keepFocus } from './kept-focus.js'
export { IconButton, type IconButtonProps } from './icon-button.js'
export { Kbd, keyText } from './kbd.js'
export { LateInput } from './late-input.js'
export { MASK } from './mask.js'
export { MenuAt, type MenuPlace } from './menu-at.js'
export { ProgressBar } from './progress-bar.js'
export { countOf, countText, durationText, sizeText } from './quantity.js'
export { absoluteTime, agoText, ClockTime, clockText, dateText, RelativeTime } from './relative-time.js'
export { saveBlob } from './save-blob.js'
export { SeveritySign, type Severity } from './severity-sign.js'
export { StepList, type StepLine } from './step-list.js'
export { ThemeProvider, usePalette, useThemeName } from './theme.js'
export { baseOf, type Palette, type ThemeName, type TokenName } from './tokens.js'
export {
  isMenuKey,
  VirtualList,
  type RowState,
  type VirtualListHandle,
  type VirtualListProps,
} from './virtual-list.js'
export { VisibleText, visibleText } from './visible-text.js'
export { VisuallyHidden } from './visually-hidden.js'
