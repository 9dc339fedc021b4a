import type { Caller, Subgraph } from '@gruppetto/graph'

const RSVP =
  'mutation ($id: ID!, $answer: Rsvp!) { rsvp(eventId: $id, answer: $answer) { goingCount waitlistedCount viewerRsvp } }'

export interface Answering {
  readonly eventId: string
  readonly athleteIds: readonly string[]
}

/**
 * Answers GOING as all of these athletes at once; every third says then that they are not going. Returns how each answer ended: what the
 * athlete's answer is, or the error.
 */
export const answerAll = async (subgraph: Subgraph, { eventId, athleteIds }: Answering): Promise<readonly string[]> => {
  const reply = async (athleteId: string, answer: string): Promise<string> => {
    const caller: Caller = { kind: 'athlete', athleteId, sessionId: 'ses_1', roles: [], address: null }
    const { data, errors } = await subgraph.execute({ query: RSVP, variables: { id: eventId, answer } }, caller, null)
    return errors?.[0]?.message ?? String((data as Record<string, Record<string, unknown>>).rsvp?.viewerRsvp)
  }
  const replies = athleteIds.map(async (athleteId, index) => {
    const first = await reply(athleteId, 'GOING')
    return index % 3 === 0 ? [first, await reply(athleteId, 'NOT_GOING')] : [first]
  })
  return (await Promise.all(replies)).flat()
}
