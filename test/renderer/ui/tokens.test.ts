import { describe, expect, it } from 'vitest'
import { palettes, surfaces, textColours, themeStyleSheet } from '../../../src/renderer/ui/tokens.js'

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  const [red = 0, green = 0, blue = 0] = channels
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

const tints = ['cpe', 'acs', 'fault', 'held', 'edited', 'ok'] as const

describe.each(Object.entries(palettes))('the %s theme', (name, palette) => {
  const least = name === 'contrast' ? 6 : 4.5

  it.each(textColours)('lets %s be read on every surface', (text) => {
    for (const surface of surfaces) {
      expect(contrast(palette[text], palette[surface]), `${text} on ${surface}`).toBeGreaterThanOrEqual(least)
    }
  })

  it.each(tints)('lets %s and plain text be read on the tint of %s', (hue) => {
    expect(contrast(palette[hue], palette[`${hue}-tint`])).toBeGreaterThanOrEqual(4.5)
    expect(contrast(palette.text, palette[`${hue}-tint`])).toBeGreaterThanOrEqual(4.5)
  })

  it('lets text be read on a flash and on a filled button', () => {
    expect(contrast(palette.text, palette.flash)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(palette['on-accent'], palette['accent-fill'])).toBeGreaterThanOrEqual(4.5)
  })

  it('shows the focus ring and the edge of controls on every surface', () => {
    for (const surface of surfaces) {
      expect(contrast(palette.focus, palette[surface]), `focus on ${surface}`).toBeGreaterThanOrEqual(3)
    }
    expect(contrast(palette['line-strong'], palette.panel)).toBeGreaterThanOrEqual(3)
  })

  it('is in the style sheet with all its tokens', () => {
    const rule = themeStyleSheet()
      .split('\n')
      .find((line) => line.startsWith(`:root[data-theme='${name}']`))
    for (const [token, value] of Object.entries(palette)) expect(rule).toContain(`--${token}:${value}`)
  })
})
