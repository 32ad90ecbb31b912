/** The page's own scheme: unlike file:// it has an origin, and its answers carry headers. */
export const pageScheme = 'app'
export const pageHost = 'workbench'
export const pageOrigin = `${pageScheme}://${pageHost}`
