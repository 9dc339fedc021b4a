/** The ids of what a push is about, by kind. */
export type Subjects = Readonly<Record<string, string>>

/** Where a subject is shown, the most particular first. */
export const SHOWN_AT: readonly (readonly [subject: string, path: string])[] = [
  ['case', '/decisions/:id'],
  ['liveSession', '/live/session/:id'],
  ['activity', '/activities/:id'],
  ['event', '/events/:id'],
  ['challenge', '/challenges/:id'],
  ['segment', '/segments/:id'],
]

/** Where the kinds lead that are about no such thing. */
export const LEADS_TO: Readonly<Record<string, string>> = {
  FOLLOW_REQUESTED: '/people',
  BADGE_AWARDED: '/streak',
  STREAK_AT_RISK: '/streak',
  GEAR_WORN: '/gear',
  EXPORT_READY: '/settings/data',
  PREMIUM_CHANGED: '/settings/plan',
}

const THE_LIST = '/notifications'

/** Returns the address of the screen that a push is about: always one of the app, whatever has been pushed. */
export const addressOf = (kind: string, subjects: Subjects): string => {
  for (const [subject, path] of SHOWN_AT) {
    const id = subjects[subject]
    if (typeof id === 'string') return path.replace(':id', () => encodeURIComponent(id))
  }
  return Object.hasOwn(LEADS_TO, kind) ? (LEADS_TO[kind] ?? THE_LIST) : THE_LIST
}

/** Whether an address is one of the app's screens. */
export const isScreen = (address: string, paths: readonly string[]): boolean => {
  const given = address.replace(/(.)\/$/, '$1').split('/')
  return paths.some((path) => {
    const parts = path.split('/')
    return (
      parts.length === given.length && parts.every((part, at) => (part.startsWith(':') ? given[at] !== '' : part === given[at]))
    )
  })
}
