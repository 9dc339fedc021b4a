import { keyOf } from '@gruppetto/graph'
import type { PlainRef } from '../domain/references.ts'
import { activityOf, postOf } from '../domain/subjects.ts'
import type { NotificationResolvers } from '../generated/resolvers.ts'
import { findOwnNotification, readNotificationFacts, writeNotificationText } from '../pipelines/notifications.ts'

const referenceTo = (id: string | undefined): PlainRef | null => (id === undefined ? null : { id })

/** Only its recipient may see a notification. Whether the recipient may see its subjects is checked here. */
export const Notification: NotificationResolvers = {
  __resolveReference: (reference, context) => findOwnNotification(context, keyOf(reference)),
  id: ({ _id }) => _id,
  ref: ({ _id }) => _id,
  at: ({ latestAt }) => latestAt,
  actors: ({ actorIds }, _args, { loaders }) => Promise.all(actorIds.map((id) => loaders.athlete(id))),
  text: (row, _args, context) => writeNotificationText(context, row),
  activity: async ({ subjects }, _args, { loaders }) =>
    subjects.activity === undefined ? null : activityOf(await loaders.subject(subjects.activity)),
  post: async ({ subjects }, _args, { loaders }) =>
    subjects.post === undefined ? null : postOf(await loaders.subject(subjects.post)),
  comment: ({ subjects }, _args, { loaders }) => (subjects.comment === undefined ? null : loaders.comment(subjects.comment)),
  caseId: ({ subjects }) => subjects.case ?? null,
  challenge: ({ subjects }) => referenceTo(subjects.challenge),
  segment: ({ subjects }) => referenceTo(subjects.segment),
  club: async ({ subjects }, _args, { loaders }) =>
    subjects.club === undefined || (await loaders.clubOfNotice(subjects.club)) === null ? null : { id: subjects.club },
  event: async ({ subjects }, _args, { loaders }) =>
    subjects.event === undefined || (await loaders.clubEvent(subjects.event)) === null ? null : { id: subjects.event },
  liveSession: ({ subjects }) => referenceTo(subjects.liveSession),
  badge: ({ subjects }) => (subjects.badge === undefined ? null : { key: subjects.badge }),
  upload: ({ subjects }) => referenceTo(subjects.upload),
  gear: ({ subjects }) => referenceTo(subjects.gear),
  facts: async (row, _args, context) => readNotificationFacts(context, row),
}
