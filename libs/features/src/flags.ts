/** The flags that the code asks for, and what holds where a flag file lacks one. */
export const FALLBACKS = {
  suggestions: true,
  'suggestions-from-segments': true,
  'feed-kinds': 'everything',
  'mail-at-first': true,
  'performance-page': true,
  'live-segments': true,
  digest: true,
  'product-suggestions': true,
  'product-suggestions-by-model': false,
  'suggestions-by-model': false,
  'kept-suggestion-lists': '2',
  'reminder-hour': true,
  nudges: true,
  'server-timing': false,
} as const satisfies Readonly<Record<string, boolean | string>>

/** What each of them switches: docs/reference/flags.md is made of this. */
export const SWITCHES: Readonly<Record<keyof typeof FALLBACKS, string>> = {
  suggestions: 'Whether athletes are suggested to an athlete.',
  'suggestions-from-segments': 'Whether those are suggested too who raced the same segments.',
  'feed-kinds': 'What is in a feed that asks for no kinds: `everything`, or `activities` alone.',
  'mail-at-first': 'Whether notifications are mailed to an athlete who has not chosen yet.',
  'performance-page': 'Whether there is `Athlete.performance`; it is premium besides.',
  'live-segments': 'Whether a live session is compared with starred segments on the way; it is premium besides.',
  digest: 'Whether the weekly digest is written for an athlete.',
  'product-suggestions': 'Whether products are suggested to an athlete.',
  'product-suggestions-by-model':
    'Whether a model orders the suggested products, as long as it is better than the order of the rules.',
  'suggestions-by-model': 'Whether a model orders the suggested athletes, as long as it is better than the order of the rules.',
  'kept-suggestion-lists':
    'Of how many in a hundred athletes, drawn each day, a list of suggestions and what its order was made of is kept as an event; `0` for none.',
  'reminder-hour':
    'Whether a model chooses the hour at which an athlete is reminded of a streak; otherwise it is six in the evening.',
  nudges:
    'Whether a friend may be told that an athlete has not been out for two weeks, and whether an athlete is told so of friends.',
  'server-timing': 'Whether an athlete sees in the header `Server-Timing` how long the parts of the own requests take.',
}

type Fallbacks = typeof FALLBACKS
export type SwitchKey = { [Key in keyof Fallbacks]: Fallbacks[Key] extends boolean ? Key : never }[keyof Fallbacks]
export type VariantKey = Exclude<keyof Fallbacks, SwitchKey>
