import { hrefs } from '../mod.ts'

const KINDS = {
  act: 'activity',
  live: 'liveSession',
  photo: 'photo',
  post: 'post',
  cmt: 'comment',
  evt: 'event',
  chl: 'challenge',
  ath: 'athlete',
} as const

export type Kind = (typeof KINDS)[keyof typeof KINDS] | 'thing'

/** What kind of thing an id names. */
export const kindOf = (id: string): Kind => KINDS[id.split('_')[0] as keyof typeof KINDS] ?? 'thing'

/** Where a thing is shown that has a screen of its own by its id; null for others. */
export const addressOf = (id: string): string | null => {
  const kind = kindOf(id)
  if (kind === 'activity') return hrefs.activity(id)
  if (kind === 'liveSession') return hrefs.liveSession(id)
  if (kind === 'event') return hrefs.event(id)
  return kind === 'challenge' ? hrefs.challenge(id) : null
}
