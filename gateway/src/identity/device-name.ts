/** The first that matches is the browser: most browsers name others too. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS)\//, 'Chrome'],
  [/\bVersion\/\S+ .*Safari\//, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bmacOS\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

const LONGEST_READ = 400

const nameIn = (text: string, names: typeof BROWSERS): string | null => names.find(([pattern]) => pattern.test(text))?.[1] ?? null

/** Returns a short name for a device from a User-Agent, such as "Firefox on Linux" or the name of an app; null when it says nothing. */
export const deviceName = (userAgent: string | undefined): string | null => {
  const text = userAgent?.slice(0, LONGEST_READ) ?? ''
  const product = /^([\w.-]{1,40})(?:\/|$)/.exec(text)?.[1] ?? null
  const program = nameIn(text, BROWSERS) ?? (product === 'Mozilla' ? null : product)
  const system = nameIn(text, SYSTEMS)
  return program !== null && system !== null ? `${program} on ${system}` : (program ?? system)
}
