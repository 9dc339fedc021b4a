import type { NotificationKind } from '#relay/kindsMutation'

/** The kinds of notifications, by what they are about. What is in none of them is about the account. */
const GROUPS = {
  people: ['KUDOS', 'COMMENT', 'MENTION', 'FOLLOWED', 'FOLLOW_REQUESTED', 'FOLLOW_ACCEPTED', 'NUDGE', 'CHEER', 'LIVE_STARTED'],
  training: ['SEGMENT_RECORD', 'SEGMENT_RECORD_LOST', 'BADGE_AWARDED', 'STREAK_AT_RISK', 'GEAR_WORN', 'DIGEST'],
  uploads: ['UPLOAD_DONE', 'UPLOAD_FAILED', 'IMPORT_DONE'],
  challenges: [
    'CHALLENGE_STARTED',
    'CHALLENGE_ENTERED',
    'CHALLENGE_OVERTAKEN',
    'CHALLENGE_COMPLETED',
    'CHALLENGE_ENDED',
    'ACTIVITY_HELD_OUT',
  ],
  clubs: [
    'CLUB_POST',
    'EVENT_SCHEDULED',
    'EVENT_CHANGED',
    'EVENT_REMINDER',
    'CLUB_INVITED',
    'CLUB_JOINED',
    'CLUB_JOIN_REQUESTED',
    'CLUB_ROLE_CHANGED',
    'CLUB_INHERITED',
    'CLUB_OFFERED',
    'CLUB_OFFER_ANSWERED',
  ],
} as const satisfies Readonly<Record<string, readonly NotificationKind[]>>

/** Kinds that somebody causes: for them the athlete may say from whom. */
export const CAUSED: ReadonlySet<NotificationKind> = new Set<NotificationKind>([
  'KUDOS',
  'COMMENT',
  'MENTION',
  'CHEER',
  'CLUB_POST',
])

const GROUPED: readonly (readonly [keyof typeof GROUPS, readonly NotificationKind[]])[] = Object.entries(GROUPS) as never

/** Puts kinds into their groups, in the order of the groups; none is left out. */
export const groupsOf = (
  kinds: readonly NotificationKind[],
): readonly { readonly group: keyof typeof GROUPS | 'account'; readonly kinds: readonly NotificationKind[] }[] => {
  const known = new Set(kinds)
  const grouped = GROUPED.map(([group, all]) => ({ group, kinds: all.filter((kind) => known.has(kind)) }))
  const rest = new Set(grouped.flatMap((each) => each.kinds))
  return [...grouped, { group: 'account' as const, kinds: kinds.filter((kind) => !rest.has(kind)) }].filter(
    (each) => each.kinds.length > 0,
  )
}
