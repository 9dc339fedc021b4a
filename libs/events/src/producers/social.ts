import { z } from 'zod'
import { defineEvent, id, instantMs, nextVersion, revision } from '../define.ts'

/** The whole state of one follow edge. */
export const followChanged = defineEvent('follow.changed', {
  followerId: id,
  followeeId: id,
  revision,
  state: z.enum(['FOLLOWING', 'REQUESTED', 'NONE']),
  /** What caused the change, for notifications: an accepted request differs from a new follow. */
  cause: z.enum(['FOLLOWED', 'REQUESTED', 'ACCEPTED', 'DECLINED', 'UNFOLLOWED', 'BLOCKED']),
  at: instantMs,
})

/** The hours, HH:MM in the athlete's zone, in which no push comes; both are null when there are none. */
export const quietHoursChanged = defineEvent('quiet-hours.changed', {
  athleteId: id,
  revision,
  from: z.string().nullable(),
  until: z.string().nullable(),
  at: instantMs,
})

/** The whole state of one block. */
export const blockChanged = defineEvent('block.changed', {
  blockerId: id,
  blockedId: id,
  revision,
  blocked: z.boolean(),
  at: instantMs,
})

const subject = { subjectId: id, subjectOwnerId: id }

export const kudosGiven = defineEvent('kudos.given', { ...subject, athleteId: id, at: instantMs })
export const kudosTakenBack = defineEvent('kudos.taken-back', { ...subject, athleteId: id, at: instantMs })

export const commentAdded = defineEvent('comment.added', {
  commentId: id,
  ...subject,
  authorId: id,
  mentionedIds: z.array(id),
  /** The comment that it stands under, and the author of what it answers. */
  replyToId: id.optional(),
  answeredId: id.optional(),
  at: instantMs,
})
/** Whom the new text mentions, and what has changed of that. */
const mentions = { mentionedIds: z.array(id), addedIds: z.array(id), removedIds: z.array(id) }

export const commentEdited = defineEvent('comment.edited', {
  commentId: id,
  ...subject,
  authorId: id,
  ...mentions,
  at: instantMs,
})
export const commentDeleted = defineEvent('comment.deleted', {
  commentId: id,
  ...subject,
  authorId: id,
  by: z.enum(['AUTHOR', 'OWNER', 'MODERATOR']).optional(),
  at: instantMs,
})

export const postCreated = defineEvent('post.created', {
  postId: id,
  authorId: id,
  mentionedIds: z.array(id),
  /** The club in which it was written; absent elsewhere. */
  clubId: id.optional(),
  at: instantMs,
})
/** These members of a club are told of a post in it. The announcement to the next ones follows from it. */
export const clubPostAnnounced = defineEvent('club-post.announced', {
  postId: id,
  authorId: id,
  clubId: id,
  athleteIds: z.array(id),
  at: instantMs,
})
/** These members of a club are told that it takes part in a challenge, or no longer does. The announcement to the next ones follows from it. */
export const challengeEntryAnnounced = defineEvent('challenge-entry.announced', {
  challengeId: id,
  clubId: id,
  entered: z.boolean(),
  byId: id,
  athleteIds: z.array(id),
  at: instantMs,
})
export const postEdited = defineEvent('post.edited', { postId: id, authorId: id, ...mentions, at: instantMs })
export const postDeleted = defineEvent('post.deleted', { postId: id, authorId: id, at: instantMs })

const feedItem = {
  feedItemId: id,
  athleteId: id,
  /** False: the item stands at an earlier date, and nobody is told of it. Absent in events from before there were such items. */
  isNews: z.boolean().optional(),
  at: instantMs,
}
const feedItemRecordedV1 = defineEvent('feed.item-recorded', { ...feedItem, kind: z.enum(['ACTIVITY', 'POST']) })

/** Social has stored a feed item, which is to be fanned out to the followers' feeds. */
export const feedItemRecorded = nextVersion(
  feedItemRecordedV1,
  { ...feedItem, kind: z.enum(['ACTIVITY', 'POST', 'ACHIEVEMENT']) },
  (data) => data,
)

/** A number that a model was told; null where it is unknown. */
const told = z.number().nullable()

/**
 * In which order athletes were suggested to one, and all that the order was made of. Few lists are told of, drawn by athlete and day: `npm run lake`
 * and the training of the model ask for no more.
 */
export const athleteSuggestionsRanked = defineEvent('athlete-suggestions.ranked', {
  athleteId: id,
  /** Null where no model was asked: then the order is that of the score. */
  modelVersion: z.number().int().nullable(),
  /** The likeliest first. */
  ranked: z
    .array(
      z.object({
        athleteId: id,
        shown: z.boolean(),
        /** What the model said. */
        chance: told,
        score: told,
        friends: told,
        clubs: told,
        segments: told,
        challenges: told,
        followsViewer: told,
        sameCountry: told,
        sameTimeZone: told,
        samePersona: told,
      }),
    )
    .max(50),
  at: instantMs,
})

/** A notification was created, or another actor was added to it. */
export const notificationCreated = defineEvent('notification.created', {
  notificationId: id,
  athleteId: id,
  revision,
  at: instantMs,
})

/**
 * The staff decided about something that was reported, or about an appeal. REMOVED takes it down, RESTORED brings it back, UPHELD
 * leaves it down, SUSPENDED is about an account, and DISMISSED changes nothing. Who reported it is never told.
 */
export const moderationDecided = defineEvent('moderation.decided', {
  caseId: id,
  subjectId: id,
  subjectOwnerId: id,
  decision: z.enum(['REMOVED', 'DISMISSED', 'SUSPENDED', 'UPHELD', 'RESTORED']),
  reasons: z.array(z.string()),
  /** Of what is in a club: the club, who decided, the note, and what was decided about its author with it. RESTORED ends that. */
  clubId: id.optional(),
  byId: id.optional(),
  note: z.string().nullable().optional(),
  sanction: z
    .discriminatedUnion('kind', [z.object({ kind: z.literal('MUTE'), untilMs: instantMs }), z.object({ kind: z.literal('BAN') })])
    .optional(),
  at: instantMs,
})

/** Somebody took a case of a club, or gave it back (null). */
export const moderationAssigned = defineEvent('moderation.assigned', {
  caseId: id,
  clubId: id,
  subjectId: id,
  assigneeId: id.nullable(),
  byId: id,
  at: instantMs,
})

/** An athlete cheered for another one, for one who is out, or for those at an event. The text goes to `toAthleteIds`. */
export const cheerGiven = defineEvent('cheer.given', {
  cheerId: id,
  athleteId: id,
  toAthleteIds: z.array(id),
  liveSessionId: id.optional(),
  eventId: id.optional(),
  message: z.string(),
  at: instantMs,
})

/** A live session has started, and these followers of the athlete wish to know. At most fifty in one event. */
export const liveSessionAnnounced = defineEvent('live-session.announced', {
  liveSessionId: id,
  athleteId: id,
  recipientIds: z.array(id),
  at: instantMs,
})
