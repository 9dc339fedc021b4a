/** The ids of what a push is about, by kind. */
export type Subjects = Readonly<Record<string, string>>

/** Where a subject is shown, the most particular first. A platform whose app has no such screen shows the next one, and in the end the list. */
const SHOWN_AT: readonly (readonly [subject: string, path: string])[] = [
  ['liveSession', '/live/:id'],
  ['activity', '/activities/:id'],
  ['post', '/posts/:id'],
  ['event', '/events/:id'],
  ['challenge', '/challenges/:id'],
  ['club', '/clubs/:id'],
  ['segment', '/segments/:id'],
]

const THE_LIST = '/notifications'

/** Returns the address of the screen that a push is about. `paths` are those of the app, such as `/activities/:id`. */
export const addressOf = (subjects: Subjects, paths: readonly string[]): string => {
  for (const [subject, path] of SHOWN_AT) {
    const id = subjects[subject]
    if (id !== undefined && paths.includes(path)) return path.replace(':id', encodeURIComponent(id))
  }
  return THE_LIST
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

export interface Shown {
  readonly title: string
  readonly body: string
  readonly tag: string
  readonly address: string
  readonly unreadCount: number
  readonly atMs: number
}

/** Reads what was pushed. Something is shown whatever it is: browsers end the subscription of a worker that shows nothing. */
export const shownOf = (text: string, paths: readonly string[], nowMs: number): Shown => {
  let pushed: Readonly<Record<string, unknown>> = {}
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read === 'object' && read !== null) pushed = read as Readonly<Record<string, unknown>>
  } catch {
    // Of another release, or cut off.
  }
  const textOf = (name: string): string => (typeof pushed[name] === 'string' ? pushed[name] : '')
  const subjects = typeof pushed.subjects === 'object' && pushed.subjects !== null ? (pushed.subjects as Subjects) : {}
  const atMs = Date.parse(textOf('at'))
  return {
    title: textOf('title') || 'Gruppetto',
    body: textOf('body'),
    tag: textOf('tag') || 'gruppetto',
    address: addressOf(subjects, paths),
    unreadCount: typeof pushed.unreadCount === 'number' ? pushed.unreadCount : 0,
    atMs: Number.isNaN(atMs) ? nowMs : atMs,
  }
}
