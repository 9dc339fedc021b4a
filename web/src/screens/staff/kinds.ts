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
