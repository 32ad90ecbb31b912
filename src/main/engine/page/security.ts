/**
 * The Content-Security-Policy of the page, one string for both shells. Everything comes from the page's
 * own origin; CPE text that slipped through as markup could still load and run nothing.
 *
 * `style-src 'unsafe-inline'` is the one loosening: the XML editor and the panels position themselves by
 * style attributes. `blob:` workers are how the editor's worker starts.
 *
 * @param connect further origins the page may talk to: the WebSocket of the headless shell
 */
export function contentSecurityPolicy(connect: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    ["connect-src 'self'", ...connect].join(' '),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Headers every answer with page content carries, besides its type. */
export function securityHeaders(policy: string): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    // Not no-referrer: under that, browsers send `Origin: null` with the sign-in form.
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
  }
}
