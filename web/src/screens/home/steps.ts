/** What somebody new does first, in this order. */
export const STEPS = ['verify', 'follow', 'club', 'activity', 'picture'] as const
export type Step = (typeof STEPS)[number]

/** Those without which the app stays empty, or who is new stays unseen. */
const NEEDED: readonly Step[] = ['verify', 'follow', 'activity']

/** What is known of who looks. Null is what a subgraph did not answer. */
export interface Begun {
  readonly emailVerified: boolean
  readonly avatarUrl: string | null | undefined
  readonly followingCount: number | null | undefined
  readonly clubs: number | null | undefined
  readonly activities: number | null | undefined
}

/** Returns what is done; null for who is new no more, and while it is not known. */
export const doneOf = ({ emailVerified, avatarUrl, followingCount, clubs, activities }: Begun): ReadonlySet<Step> | null => {
  if (followingCount == null || clubs == null || activities == null) return null
  const isDone: Readonly<Record<Step, boolean>> = {
    verify: emailVerified,
    follow: followingCount > 0,
    club: clubs > 0,
    activity: activities > 0,
    picture: avatarUrl != null,
  }
  return NEEDED.every((step) => isDone[step]) ? null : new Set(STEPS.filter((step) => isDone[step]))
}
