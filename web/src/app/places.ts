import type { IconName } from '../design/icon.tsx'
import { hrefs } from '../screens/mod.ts'
import type { Persona } from './personas.ts'

interface PlaceOfApp {
  readonly icon: IconName
  readonly to: () => string
}

/** Where the navigation leads. Each has its name in texts.ts. Those that the bar has no room for are in the menu, in this order. */
export const PLACES = {
  home: { icon: 'home', to: () => hrefs.home() },
  training: { icon: 'chart', to: () => hrefs.training() },
  upload: { icon: 'upload', to: () => hrefs.upload() },
  clubs: { icon: 'people', to: () => hrefs.clubs() },
  notifications: { icon: 'bell', to: () => hrefs.notifications() },
  events: { icon: 'calendar', to: () => hrefs.events() },
  challenges: { icon: 'trophy', to: () => hrefs.challenges() },
  segments: { icon: 'map', to: () => hrefs.segments() },
  live: { icon: 'live', to: () => hrefs.live() },
  people: { icon: 'search', to: () => hrefs.people() },
  calendar: { icon: 'calendar', to: () => hrefs.calendar() },
  goals: { icon: 'flag', to: () => hrefs.goals() },
  streak: { icon: 'flame', to: () => hrefs.streak() },
  gear: { icon: 'shoe', to: () => hrefs.gear() },
  shop: { icon: 'bag', to: () => hrefs.shop() },
  settings: { icon: 'gear', to: () => hrefs.settings() },
} as const satisfies Readonly<Record<string, PlaceOfApp>>

export type PlaceName = keyof typeof PLACES

/** What stands in the bar for whom: five at most, so that a thumb hits each on a narrow phone. */
const BARS: Readonly<Record<Persona, readonly PlaceName[]>> = {
  SOLO_ATHLETE: ['home', 'training', 'calendar', 'upload', 'notifications'],
  SOCIAL_ENTHUSIAST: ['home', 'people', 'clubs', 'upload', 'notifications'],
  CLUB_MANAGER: ['home', 'clubs', 'events', 'upload', 'notifications'],
  DATA_NERD: ['home', 'training', 'calendar', 'upload', 'notifications'],
}

const ALL = Object.keys(PLACES) as readonly PlaceName[]

/** Returns what stands in the bar for somebody, and what in the menu. */
export const placesFor = (persona: Persona): { readonly bar: readonly PlaceName[]; readonly menu: readonly PlaceName[] } => {
  const bar = BARS[persona]
  return { bar, menu: ALL.filter((name) => !bar.includes(name)) }
}
