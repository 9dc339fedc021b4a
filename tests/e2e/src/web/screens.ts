import { readdirSync, readFileSync } from 'node:fs'

const SCREENS = new URL('../../../../web/src/screens/', import.meta.url)

/** The addresses of all screens of the web app, such as `/activities/$id`, as their files say. */
export const screenPaths = (): readonly string[] =>
  readdirSync(SCREENS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => /^\s*path: '(\/[^']*)'/m.exec(readFileSync(new URL(`${name}/screen.ts`, SCREENS), 'utf8'))?.[1] ?? name)
    .sort()

/** What the walk knows of the world when it comes to the screens. */
export interface Known {
  readonly handle: string
  readonly activityId: string
  readonly slug: string
  readonly eventId: string
  readonly challengeId: string
  readonly invitation: string
  readonly segmentId: string
  /** Of what the staff has taken from who walks. */
  readonly caseId: string
  /** Of a session that goes on. */
  readonly liveSessionId: string
}

/** What stands in an address for the parts that paths name, such as `$id` in `/events/$id`. */
const PARTS: Readonly<Record<string, (known: Known) => string>> = {
  '/activities/$id': ({ activityId }) => activityId,
  '/athletes/$handle': ({ handle }) => handle,
  $year: () => String(new Date().getUTCFullYear()),
  '/challenges/$id': ({ challengeId }) => challengeId,
  '/clubs/$slug': ({ slug }) => slug,
  '/decisions/$id': ({ caseId }) => caseId,
  '/events/$id': ({ eventId }) => eventId,
  '/invitations/$token': ({ invitation }) => invitation,
  '/segments/$id': ({ segmentId }) => segmentId,
  '/live/$id': ({ liveSessionId }) => liveSessionId,
}

/** Returns an address of a screen; undefined for one with a part that PARTS does not know. */
export const addressOf = (path: string, known: Known): string | undefined => {
  if (path === '/events/new') return `/events/new?club=${known.slug}`
  const [, first = '', ...rest] = path.split('/')
  const parts = rest.map((part) => {
    if (!part.startsWith('$')) return part
    return (PARTS[`/${first}/${part}`] ?? PARTS[part])?.(known)
  })
  return parts.includes(undefined) ? undefined : `/${[first, ...parts].join('/')}`
}
