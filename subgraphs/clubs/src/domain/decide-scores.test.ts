import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type ActivityDetails, applyEfforts, applyTrack } from './activity-details.ts'
import type { ChallengeRow } from './challenge.ts'
import { PLAIN_RULES } from './challenge-rules.ts'
import { decideChanges, decideScores, type ScoreChanges, type ScoringState } from './decide-scores.ts'
import type { EntryRow } from './entry.ts'
import { aChallenge, aFact, anEntry } from './samples.fixture.ts'
import { type ActivityFact, type Contribution, scoreOfUnits } from './scoring.ts'

const NOW = 5000
const span = { startsAt: new Date(0), endsAt: new Date(1_000_000_000_000), settlesAt: new Date(1_000_000_000_000) }
const timed = { ...span, kind: 'BEST_TIME', metric: 'SEGMENT_TIME', segmentId: 'seg_1', sports: ['RUN', 'RIDE'] } as const
const CHALLENGES: readonly ChallengeRow[] = [
  aChallenge({ ...span, _id: 'sum', sports: ['RUN', 'RIDE'] }),
  aChallenge({ ...span, _id: 'days', metric: 'ACTIVE_DAYS' }),
  aChallenge({ ...span, _id: 'streak', kind: 'STREAK_DAYS', metric: 'ACTIVE_DAYS', sports: ['RUN', 'RIDE'], target: 3 }),
  aChallenge({ ...span, _id: 'outdoors', rules: { ...PLAIN_RULES, place: 'OUTDOORS', manualEntries: false } }),
  aChallenge({ ...timed, _id: 'time', target: 300 }),
  aChallenge({ ...timed, _id: 'indoors', rules: { ...PLAIN_RULES, place: 'INDOORS' }, target: null }),
]
const byId = new Map(CHALLENGES.map((challenge) => [challenge._id, challenge]))

type Message =
  | { readonly kind: 'FACT'; readonly fact: ActivityFact }
  | { readonly kind: 'TRACK'; readonly activityId: string; readonly revision: number; readonly areas: readonly number[] }
  | { readonly kind: 'EFFORT'; readonly activityId: string; readonly effort: Effort }
type Effort = Parameters<typeof applyEfforts>[1]['efforts'][number]

/** Does in memory what the two workers do. */
const openAthlete = () => {
  const facts = new Map<string, ActivityFact>()
  const details = new Map<string, ActivityDetails>()
  const contributions = new Map<string, Contribution>()
  const entries = new Map<string, EntryRow>(CHALLENGES.map((challenge) => [challenge._id, anEntry(challenge, 'ath_a')]))
  const stateOf = (activityId: string): ScoringState => ({
    known: facts.get(activityId) ?? null,
    details: details.get(activityId) ?? null,
    entries: [...entries.values()],
    challenges: byId,
    contributions: [...contributions.values()],
  })
  const apply = ({ put, drop, changes }: ScoreChanges) => {
    for (const row of put) contributions.set(row._id, row)
    for (const id of drop) contributions.delete(id)
    for (const { challenge, after } of changes) entries.set(challenge._id, after)
  }
  const handle = (message: Message) => {
    if (message.kind === 'FACT') {
      const decision = decideScores(message.fact, stateOf(message.fact._id), NOW)
      if (decision === null) return
      apply(decision)
      facts.set(message.fact._id, message.fact)
      return
    }
    const { activityId } = message
    const about = { activityId, athleteId: 'ath_a', at: 1 }
    const known = details.get(activityId) ?? null
    const next =
      message.kind === 'TRACK'
        ? applyTrack(known, { ...about, revision: message.revision, areas: [...message.areas] })
        : applyEfforts(known, { ...about, visibility: 'EVERYONE', isBackfilled: false, efforts: [message.effort] })
    if (next === null) return
    details.set(activityId, next)
    const fact = facts.get(activityId)
    if (fact !== undefined) apply(decideChanges(fact, { ...stateOf(activityId), known: null }, NOW))
  }
  const standing = () =>
    [...entries.values()].map(({ challengeId, units, reachedAt, completedAt, lastActivityId }) => ({
      ...{ challengeId, units, reachedAt, completedAt, lastActivityId },
    }))
  return { handle, standing }
}

const seldom = fc.integer({ min: 0, max: 5 }).map((number) => number === 0)
const activityId = fc.constantFrom('act_1', 'act_2', 'act_3', 'act_4')
const DAY_MS = 86_400_000
const message: fc.Arbitrary<Message> = fc.oneof(
  fc
    .record({
      _id: activityId,
      revision: fc.integer({ min: 1, max: 6 }),
      deleted: seldom,
      visibility: fc.constantFrom('EVERYONE' as const, 'EVERYONE' as const, 'FOLLOWERS' as const, 'ONLY_ME' as const),
      sport: fc.constantFrom('RUN', 'RUN', 'RIDE', 'VIRTUAL_RIDE'),
      day: fc.integer({ min: 1, max: 6 }),
      isManual: seldom,
      distanceMeters: fc.integer({ min: 0, max: 60_000 }),
    })
    .map(({ day, ...change }) => {
      const startedAt = new Date(day * DAY_MS)
      const at = { startedAt, endedAt: new Date(startedAt.getTime() + 1000), day: startedAt.toISOString().slice(0, 10) }
      return { kind: 'FACT' as const, fact: aFact({ ...change, ...at }) }
    }),
  fc
    .record({ activityId, revision: fc.integer({ min: 1, max: 3 }), areas: fc.constantFrom([], [7]) })
    .map((track) => ({ kind: 'TRACK' as const, ...track })),
  fc
    .record({
      effortId: fc.constantFrom('eff_1', 'eff_2'),
      revision: fc.integer({ min: 1, max: 4 }),
      deleted: seldom,
      segmentId: fc.constantFrom('seg_1', 'seg_1', 'seg_2'),
      startedAtMs: fc.constant(1),
      elapsedSeconds: fc.integer({ min: 200, max: 400 }),
      hidden: seldom,
      counts: seldom.map((not) => !not),
    })
    .chain((effort) => activityId.map((id) => ({ kind: 'EFFORT' as const, activityId: id, effort }))),
)

/** What a message says about which state: of two with the same key there is only one, since a state never changes. */
const keyOf = (one: Message): string => {
  if (one.kind === 'FACT') return `${one.fact._id}:${one.fact.revision}`
  if (one.kind === 'TRACK') return `${one.activityId}:${one.revision}:track`
  return `${one.activityId}:${one.effort.effortId}:${one.effort.revision}`
}

it('any order of uploads, edits, deletions, tracks and efforts, some of them twice, gives the same end', () => {
  const someMessages = fc.uniqueArray(message, { selector: keyOf, minLength: 1, maxLength: 40 })
  const shuffled = someMessages.chain((messages) =>
    fc.record({
      messages: fc.constant(messages),
      other: fc.shuffledSubarray([...messages, ...messages], { minLength: 2 * messages.length }),
    }),
  )
  const scored = new Set<string>()
  fc.assert(
    fc.property(shuffled, ({ messages, other }) => {
      const [one, two] = [openAthlete(), openAthlete()]
      for (const each of messages) one.handle(each)
      for (const each of other) two.handle(each)
      expect(two.standing()).toEqual(one.standing())
      for (const { challengeId, units } of one.standing()) if (units > 0) scored.add(challengeId)
    }),
    { numRuns: 400 },
  )
  // Otherwise the property would hold for nothing.
  expect([...scored].sort()).toEqual([...byId.keys()].sort())
})

it('an effort that is found after the end counts until the challenge is settled', () => {
  const challenge = aChallenge({ ...timed, endsAt: new Date(4000), settlesAt: new Date(6000), target: null })
  const about = { activityId: 'act_1', athleteId: 'ath_a', visibility: 'EVERYONE' as const, isBackfilled: false, at: 1 }
  const effort = { effortId: 'eff_1', revision: 1, deleted: false, segmentId: 'seg_1', startedAtMs: 1, elapsedSeconds: 61.2 }
  const details = applyEfforts(null, { ...about, efforts: [{ ...effort, hidden: false, counts: true }] })
  const state = {
    known: null,
    details,
    entries: [anEntry(challenge, 'ath_a')],
    challenges: new Map([[challenge._id, challenge]]),
    contributions: [],
  }
  const changed = decideChanges(aFact(), state, 5999).changes.map(({ after }) => scoreOfUnits('SEGMENT_TIME', after.units))
  expect(changed).toEqual([61.2])
  expect(decideChanges(aFact(), state, 6000)).toEqual({ put: [], drop: [], changes: [] })
})
