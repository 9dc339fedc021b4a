/** The flags that the code asks for, and what holds where a flag file lacks one. What each switches is in docs/guides/operating.md. */
export const FALLBACKS = {
  suggestions: true,
  'suggestions-from-segments': true,
  'feed-kinds': 'everything',
  'mail-at-first': true,
  'performance-page': true,
  'live-segments': true,
  digest: true,
  'product-suggestions': true,
} as const satisfies Readonly<Record<string, boolean | string>>

type Fallbacks = typeof FALLBACKS
export type SwitchKey = { [Key in keyof Fallbacks]: Fallbacks[Key] extends boolean ? Key : never }[keyof Fallbacks]
export type VariantKey = Exclude<keyof Fallbacks, SwitchKey>
