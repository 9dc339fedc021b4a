import { defineNotice } from './define-notice.ts'

/** The member to whom a club was offered has answered, for who has offered it. */
export const clubOfferAnswered = defineNotice({
  kind: 'CLUB_OFFER_ANSWERED',
  on: ['club.offer-changed'],
  defaults: { push: true, mail: true },
  notify: ({ data: { formerAthleteId, ownerId, clubId, answer, revision, at } }) =>
    answer === null || ownerId === null
      ? []
      : [
          {
            recipientId: ownerId,
            actorId: formerAthleteId,
            group: clubId,
            sourceId: `${clubId}:${revision}`,
            atMs: at,
            subjects: { club: clubId },
            words: { answer },
          },
        ],
  facts: ({ answer }) => ({ isAccepted: answer === undefined ? undefined : answer === 'ACCEPTED' }),
  sentence: ({ club, answer }, { who }) =>
    answer === 'ACCEPTED'
      ? `${who} is now the owner of ${club ?? 'your club'}`
      : `${who} declined your offer of ${club ?? 'your club'}`,
})
