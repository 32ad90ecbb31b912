/** What stands in the place of a secret until somebody asks to see it. Always the same length: that is part of the secret. */
export const MASK = '••••••••'
