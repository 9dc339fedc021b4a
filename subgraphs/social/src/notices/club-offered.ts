import { isCurrentOffer } from './current-offer.ts'
import { defineNotice } from './define-notice.ts'

/** The owner of a club would hand it over to this member. Holds until it is answered, taken back or replaced. */
export const clubOffered = defineNotice({
  kind: 'CLUB_OFFERED',
  on: ['club.offer-changed'],
  defaults: { push: true, mail: true },
  load: isCurrentOffer,
  notify: ({ data: { athleteId, ownerId, clubId, revision, at } }, isCurrent) =>
    isCurrent && athleteId !== null
      ? [
          {
            recipientId: athleteId,
            actorId: ownerId,
            group: clubId,
            sourceId: `${clubId}:${revision}`,
            atMs: at,
            subjects: { club: clubId },
          },
        ]
      : [],
  withdraw: ({ data: { formerAthleteId, clubId } }) =>
    formerAthleteId === null ? [] : [{ recipientId: formerAthleteId, group: clubId, actorId: null }],
  sentence: ({ club }, { who }) => `${who} would hand ${club ?? 'a club'} over to you: you can accept or decline`,
})
