import type { Envelope } from '@gruppetto/events'
import { type Contribution, forEveryone, NOTHING } from './contribution.ts'
import { shortHash } from './short-hash.ts'

type PeopleEvent = Envelope<'kudos.given' | 'kudos.taken-back' | 'comment.added' | 'comment.deleted'>

/** A kudos or a comment as it is after an event. */
export interface PeopleFact {
  readonly _id: string
  readonly athleteId: string
  readonly atMs: number
  readonly revision: number
  readonly contribution: Contribution
}

/**
 * Returns what a kudos or a comment adds to the counts of who gave or wrote it. A kudos has no revision, so its instant is one: of two
 * events of one millisecond, taking it back is the later. The owner of the subject is stored as a hash, since an id would stay here after
 * the owner's account was erased.
 */
export const factOfPeople = ({ name, data }: PeopleEvent): PeopleFact => {
  if (!('commentId' in data)) {
    const { subjectId, subjectOwnerId, athleteId, at } = data
    const isGiven = name === 'kudos.given'
    return {
      _id: `kudos:${subjectId}:${athleteId}`,
      athleteId,
      atMs: at,
      revision: at * 2 + (isGiven ? 0 : 1),
      contribution: isGiven ? forEveryone({ kudosGiven: 1 }, { athletesWithKudos: [shortHash(subjectOwnerId)] }) : NOTHING,
    }
  }
  const { commentId, authorId, at } = data
  const isAdded = name === 'comment.added'
  return {
    _id: `comment:${commentId}`,
    athleteId: authorId,
    atMs: at,
    revision: isAdded ? 0 : 1,
    contribution: isAdded ? forEveryone({ commentsWritten: 1 }) : NOTHING,
  }
}
