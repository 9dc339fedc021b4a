/** A colour as three numbers from 0 to 255: red, green and blue. */
type Rgb = readonly [number, number, number]

const HEX = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/

/** Whether a text is a colour such as `#0a7f3c`, in lower case. Nothing else ever reaches a style sheet. */
export const isColor = (text: string): boolean => HEX.test(text)

const rgbOf = (color: string): Rgb => {
  const [, red, green, blue] = HEX.exec(color) ?? []
  if (red === undefined || green === undefined || blue === undefined) throw new Error(`${color} is no colour`)
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)]
}

const hexOf = (rgb: Rgb): string => `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`

const linear = (value: number): number => {
  const share = value / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

const luminance = (color: string): number => {
  const [red, green, blue] = rgbOf(color)
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/** The contrast ratio of two colours, from 1 to 21, as WCAG 2.2 defines it. */
export const contrastOf = (one: string, other: string): number => {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

/** What WCAG 2.2 asks of text at level AA (success criterion 1.4.3), with a little room for rounding. */
const READABLE = 4.6

/** Black or white, whichever stands out more. On any colour one of them has a contrast of 4.58, on most far more. */
const blackOrWhite = (ground: string): string =>
  contrastOf('#000000', ground) >= contrastOf('#ffffff', ground) ? '#000000' : '#ffffff'

const mixed = (from: string, to: string, share: number): string => {
  const target = rgbOf(to)
  return hexOf(rgbOf(from).map((value, index) => value + ((target[index] ?? 0) - value) * share) as unknown as Rgb)
}

const STEPS = 50

/** Moves a colour towards `text` until it is readable on `ground`, as little as that takes. `text` itself is the last resort. */
const readableOn = (ground: string, color: string, text: string): string => {
  for (let step = 0; step < STEPS; step += 1) {
    const tried = mixed(color, text, step / STEPS)
    if (contrastOf(tried, ground) >= READABLE) return tried
  }
  return text
}

/** The colours that a brand has chosen. */
export interface BrandColors {
  readonly primary: string
  /** Behind the table, in the light theme. */
  readonly background: string | null
}

/** The colours of one theme of the embedded page. Each text is readable on what it stands on, whatever the brand has chosen. */
export interface Palette {
  readonly ground: string
  readonly text: string
  /** Less important text. */
  readonly muted: string
  /** Links, and the mark of who has reached the target. */
  readonly accent: string
  readonly line: string
  readonly band: string
  readonly bandText: string
}

const DEFAULT_PRIMARY = '#b8400f'
const DARK_GROUND = '#141414'

const paletteOn = (ground: string, primary: string): Palette => {
  const text = blackOrWhite(ground)
  return {
    ground,
    text,
    muted: readableOn(ground, mixed(text, ground, 0.4), text),
    accent: readableOn(ground, primary, text),
    line: mixed(ground, text, 0.18),
    band: primary,
    bandText: blackOrWhite(primary),
  }
}

/** Returns the colours of both themes. */
export const palettesOf = (colors: BrandColors | null): { readonly light: Palette; readonly dark: Palette } => {
  const primary = colors?.primary ?? DEFAULT_PRIMARY
  return { light: paletteOn(colors?.background ?? '#ffffff', primary), dark: paletteOn(DARK_GROUND, primary) }
}
