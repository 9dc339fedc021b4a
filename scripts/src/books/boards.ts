import { isDeepStrictEqual } from 'node:util'
import { contributionOf, needsDetails, tally } from '@gruppetto/clubs/scoring'
import { groupBy } from '@gruppetto/graph'
import { inPortions } from '@gruppetto/runtime'
import { type Book, type Library, type Row, rowsOf } from './book.ts'

type Challenge = Parameters<typeof contributionOf>[0] & Parameters<typeof tally>[0] & Row & Period
type Fact = Parameters<typeof contributionOf>[1]
type Details = NonNullable<Parameters<typeof contributionOf>[2]>
type Contribution = Parameters<typeof tally>[1][number]

interface Period {
  readonly startsAt: Date
  readonly endsAt: Date
  readonly settlesAt?: Date
  readonly cancelledAt: Date | null
}

interface Entry extends Row {
  readonly challengeId: string
  readonly athleteId: string
  readonly participating: boolean
  readonly joinedAt: Date
  readonly units: number
  readonly revision: number
}

const ENTRIES_AT_ONCE = 50

const all = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}

/** Whether scores still follow the activities: those of an older challenge stay as they are, whatever happens to its activities. */
const isOpen = ({ endsAt, cancelledAt }: Period, nowMs: number): boolean => cancelledAt === null && endsAt.getTime() > nowMs

interface Recount {
  readonly challenge: Challenge
  readonly contributions: readonly Contribution[]
  readonly facts: readonly Fact[]
  readonly details: ReadonlyMap<string, Details>
}

const faultOf = (entry: Entry, { challenge, contributions, facts, details }: Recount): string | null => {
  const [now, counted] = [Date.now(), contributions]
  if (isOpen(challenge, now)) {
    const wanted = facts.flatMap((fact) => contributionOf(challenge, fact, details.get(fact._id) ?? null) ?? [])
    const text = (rows: readonly Contribution[]) => rows.map(({ activityId, units }) => `${activityId} ${units}`).sort()
    if (!isDeepStrictEqual(text(wanted), text(counted))) return `${entry._id} does not count what its activities say`
  }
  const { units } = tally(challenge, counted, entry.joinedAt)
  return units === entry.units ? null : `${entry._id} has ${entry.units} units, and its activities have ${units}`
}

/** Each score is the sum of what counts for it, and that is what the activities say. */
const scores: Book = {
  name: 'scores in challenges are recounted',
  of: 'entries',
  async read(library, { looked, wrong }) {
    const where = { participating: true }
    for await (const entries of inPortions(ENTRIES_AT_ONCE, rowsOf<Entry>(library, 'clubs', 'entries', { where }))) {
      const challengeIds = [...new Set(entries.map(({ challengeId }) => challengeId))]
      const athleteIds = [...new Set(entries.map(({ athleteId }) => athleteId))]
      const found = await all(rowsOf<Challenge>(library, 'clubs', 'challenges', { where: { _id: { $in: challengeIds } } }))
      const challenges = new Map(found.map((challenge) => [challenge._id, challenge]))
      const contributions = await all(
        rowsOf<Contribution>(library, 'clubs', 'contributions', {
          where: { athleteId: { $in: athleteIds }, challengeId: { $in: challengeIds } },
        }),
      )
      const [from, until] = [
        Math.min(...found.map(({ startsAt }) => startsAt.getTime())),
        Math.max(...found.map(({ endsAt }) => endsAt.getTime())),
      ]
      const facts = await all(
        rowsOf<Fact>(library, 'clubs', 'activity_facts', {
          where: { athleteId: { $in: athleteIds }, startedAt: { $gte: new Date(from), $lt: new Date(until) } },
        }),
      )
      const ids = found.some(needsDetails) ? facts.map(({ _id }) => _id) : []
      const described = await all(rowsOf<Details>(library, 'clubs', 'activity_details', { where: { _id: { $in: ids } } }))
      const details = new Map(described.map((row) => [row._id, row]))
      const contributionsOf = groupBy(contributions, ({ challengeId, athleteId }) => `${challengeId} ${athleteId}`)
      const factsOf = groupBy(facts, ({ athleteId }) => athleteId)
      for (const entry of entries) {
        looked()
        const challenge = challenges.get(entry.challengeId)
        // A settled result stays, and what it was counted from need not.
        if (challenge === undefined || (challenge.settlesAt ?? challenge.endsAt).getTime() <= Date.now()) continue
        const fault = faultOf(entry, {
          challenge,
          contributions: contributionsOf.get(`${entry.challengeId} ${entry.athleteId}`) ?? [],
          facts: factsOf.get(entry.athleteId) ?? [],
          details,
        })
        if (fault !== null) wrong(fault)
      }
    }
  },
}

/** Returns the scores on a board in Redis by athlete; null when it is not complete, and so is rebuilt before it is read. */
const readBoard = async ({ runtime: { redis } }: Library, challengeId: string): Promise<ReadonlyMap<string, number> | null> => {
  const key = `clubs:{${challengeId}}`
  const [mark, generation, pending] = await Promise.all([
    redis.hget(`${key}:revisions`, '#'),
    redis.get(`${key}:generation`),
    redis.zcard(`${key}:pending`),
  ])
  if (mark === null || mark !== (generation ?? '0') || pending > 0) return null
  const scores = new Map<string, number>()
  for (let cursor = '0'; ; ) {
    const [next, found] = await redis.zscan(`${key}:units`, cursor, 'COUNT', 1000)
    for (let at = 0; at < found.length; at += 2) scores.set(found[at] ?? '', Number(found[at + 1]))
    if (next === '0') break
    cursor = next
  }
  // Without the mark a board counts as missing.
  return scores.delete('#') ? scores : null
}

/** What Redis has of a board that is complete there is what the rows say. */
const boards: Book = {
  name: 'boards in Redis are the rows',
  of: 'boards',
  async read(library, { looked, wrong }) {
    for await (const { _id } of rowsOf<Row>(library, 'clubs', 'challenges', { fields: { revision: 1 } })) {
      const scores = await readBoard(library, _id)
      if (scores === null) continue
      looked()
      const left = new Map(scores)
      const fields = { athleteId: 1, units: 1 } as const
      const where = { challengeId: _id, participating: true }
      for await (const entry of rowsOf<Entry>(library, 'clubs', 'entries', { where, fields })) {
        const score = scores.get(entry.athleteId)
        left.delete(entry.athleteId)
        if (score !== entry.units) wrong(`the board of ${_id} has ${score} for ${entry.athleteId}, who has ${entry.units}`)
      }
      for (const athleteId of left.keys()) wrong(`the board of ${_id} has ${athleteId}, who takes no part`)
    }
  },
}

export const boardBooks: readonly Book[] = [scores, boards]
