import { defineNotice } from './define-notice.ts'

const namePlace = (event: string | undefined, eventId: string | undefined): string => {
  if (eventId === undefined) return ''
  return event === undefined ? ' at an event' : ` at ${event}`
}

/** For whom a cheer was given. What is cheered at one live session or event is one notification, with the words of the latest. */
export const cheer = defineNotice({
  kind: 'CHEER',
  on: ['cheer.given'],
  urgency: 'HIGH',
  defaults: { push: true, mail: false },
  notify: ({ data: { cheerId, athleteId, toAthleteIds, liveSessionId, eventId, message, at } }) => {
    const group = liveSessionId ?? eventId
    return toAthleteIds.map((recipientId) => ({
      recipientId,
      actorId: athleteId,
      ...(group === undefined ? {} : { group }),
      sourceId: cheerId,
      atMs: at,
      subjects: {
        ...(liveSessionId === undefined ? {} : { liveSession: liveSessionId }),
        ...(eventId === undefined ? {} : { event: eventId }),
      },
      words: { message },
    }))
  },
  facts: ({ message }) => ({ message }),
  sentence: ({ message, event }, { who, many }, subjects) => {
    const place = namePlace(event, subjects.event)
    const said = message === undefined ? '' : `: “${message}”`
    return many ? `${who} are cheering for you${place}, the latest${said}` : `${who} is cheering for you${place}${said}`
  },
})
