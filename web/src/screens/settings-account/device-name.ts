/** What browsers are called in their User-Agent. The order matters: most name others too. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bChrome\/|\bCriOS\/|\bHeadlessChrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'Mac'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

/** Names a device by what it calls itself, and shortly where that is the User-Agent of a browser. Null where it says nothing. */
export const deviceName = (device: string | null | undefined): string | null => {
  if (device == null || device.trim() === '') return null
  if (!/^Mozilla\/5\.0/.test(device)) return device
  const of = (names: typeof BROWSERS) => names.find(([pattern]) => pattern.test(device))?.[1]
  const named = [of(BROWSERS), of(SYSTEMS)].filter((name) => name !== undefined)
  return named.length === 0 ? device : named.join(', ')
}
