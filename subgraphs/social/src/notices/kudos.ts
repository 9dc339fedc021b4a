import { defineNotice } from './define-notice.ts'
import { aboutSubject, loadReacted, nameOwnSubject } from './subjects.ts'

/**
 * The kudos as they are now decide, not the order of the events. When they were taken back and given again, the later event
 * notifies.
 */
export const kudos = defineNotice({
  kind: 'KUDOS',
  on: ['kudos.given', 'kudos.taken-back'],
  urgency: 'LOW',
  defaults: { push: true, mail: false, personas: { SOLO_ATHLETE: { push: false }, DATA_NERD: { push: false } } },
  load: async (services, { data: { subjectId, athleteId } }, tx) => {
    const given = await services.stores.kudos.get(subjectId, athleteId, tx)
    return { given, subject: given === null ? null : await loadReacted(services, subjectId, tx) }
  },
  notify: ({ name, data }, { given, subject }) =>
    name === 'kudos.taken-back' || given === null || subject === null
      ? []
      : [
          {
            ...aboutSubject(subject, data.subjectId),
            recipientId: data.subjectOwnerId,
            actorId: data.athleteId,
            group: data.subjectId,
            atMs: given.givenAt.getTime(),
          },
        ],
  withdraw: ({ data: { subjectOwnerId, athleteId, subjectId } }, { given }) =>
    given === null ? [{ recipientId: subjectOwnerId, actorId: athleteId, group: subjectId }] : [],
  sentence: ({ activity }, { who }, subjects) =>
    `${who} gave kudos to ${subjects.comment === undefined ? nameOwnSubject(activity, subjects) : 'your comment'}`,
})
