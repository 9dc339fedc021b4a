import { defineNotice } from './define-notice.ts'
import { loadSubject, on, ownSubject } from './subjects.ts'

/** The kudos as they are now decide, not the order of events: where they were taken back and given again, the later event tells. */
export const kudos = defineNotice({
  kind: 'KUDOS',
  on: ['kudos.given', 'kudos.taken-back'],
  facts: async ({ data: { subjectId, athleteId } }, tx, stores) => {
    const given = await stores.kudos.get(subjectId, athleteId, tx)
    return { given, subject: given === null ? null : await loadSubject(subjectId, tx, stores) }
  },
  notices: ({ name, data }, { given, subject }) =>
    name === 'kudos.taken-back' || given === null || subject === null
      ? []
      : [
          {
            ...on(subject),
            recipientId: data.subjectOwnerId,
            actorId: data.athleteId,
            group: data.subjectId,
            atMs: given.givenAtMs,
          },
        ],
  takesBack: ({ data: { subjectOwnerId, athleteId, subjectId } }, { given }) =>
    given === null ? [{ recipientId: subjectOwnerId, actorId: athleteId, group: subjectId }] : [],
  sentence: ({ activity }, { who }, subjects) => `${who} gave kudos to ${ownSubject(activity, subjects)}`,
})
