import { addDays, instantOfHour } from '@gruppetto/graph'
import type { Api } from './api.ts'

type Handle = 'ana' | 'ben' | 'chloe' | 'dara'
type As = (handle: Handle) => Api

const DAY_MS = 86_400_000
/** The days of the challenges are those of Ana. */
const ZONE = 'Europe/Zurich'

interface Span {
  readonly startsAt: string
  readonly endsAt: string
}

const makeChallenge = async (
  maker: Api,
  input: { readonly title: string; readonly [field: string]: unknown },
): Promise<string> => {
  const { createChallenge } = await maker.ask<{ createChallenge: { id: string } }>(
    'mutation ($input: ChallengeInput!) { createChallenge(input: $input) { id } }',
    { input },
  )
  return createChallenge.id
}

const clubOf = async (who: Api, slug: string): Promise<string> =>
  (await who.ask<{ club: { id: string } }>('query ($slug: String) { club(slug: $slug) { id } }', { slug })).club.id

const join = (who: Api, id: string, clubId: string | null = null) =>
  who.ask('mutation ($id: ID!, $clubId: ID) { joinChallenge(id: $id, clubId: $clubId) { id } }', { id, clubId })

/** Two clubs against each other for a month: the best two of each count, so the small one may win. */
const setClubsAgainstEachOther = async (as: As, span: Span): Promise<void> => {
  const [sunday, climbers] = [await clubOf(as('chloe'), 'sunday-gruppetto'), await clubOf(as('ana'), 'vineyard-climbers')]
  const id = await makeChallenge(as('chloe'), {
    title: 'Sunday against the vineyards',
    description: 'A month of hours out of doors, two riders or walkers of each club.',
    ...{ kind: 'TOTAL', metric: 'MOVING_TIME', sports: ['RIDE', 'RUN', 'HIKE', 'NORDIC_SKI', 'OTHER'], target: 36_000 },
    ...{ clubId: sunday, bestOfTeam: 2, badgeName: 'Ten hours for the club', rules: { manualEntries: false } },
    ...{ ...span, graceHours: 48 },
  })
  const enter = 'mutation ($id: ID!, $clubId: ID!) { enterChallenge(id: $id, clubId: $clubId) { id } }'
  await as('ana').ask(enter, { id, clubId: climbers })
  for (const [who, clubId] of [
    ['ana', climbers],
    ['dara', climbers],
    ['ben', sunday],
    ['chloe', sunday],
  ] as const)
    await join(as(who), id, clubId)
}

/** A race on a segment, and a month without a day off. */
const setChallengesForAll = async (as: As, segmentId: string | null, span: Span): Promise<void> => {
  const streak = { kind: 'STREAK_DAYS', metric: 'ACTIVE_DAYS', target: 20, badgeName: 'Twenty in a row' }
  const days = await makeChallenge(as('dara'), {
    title: 'Out every day',
    sports: ['RUN', 'RIDE', 'WALK', 'HIKE'],
    ...streak,
    ...span,
  })
  for (const who of ['ben', 'dara'] as const) await join(as(who), days)
  if (segmentId === null) return
  const race = { kind: 'BEST_TIME', metric: 'SEGMENT_TIME', segmentId, rules: { place: 'OUTDOORS' } }
  const id = await makeChallenge(as('ana'), { title: 'Fastest into the wind', sports: ['RIDE'], ...race, ...span })
  for (const who of ['ana', 'ben', 'chloe'] as const) await join(as(who), id)
}

export const setChallenges = async (as: As, segmentId: string | null, nowMs: number): Promise<void> => {
  const firstDay = new Date(nowMs - 7 * DAY_MS).toISOString().slice(0, 10)
  const [startsAt = '', endsAt = ''] = [firstDay, addDays(firstDay, 30)].map((day) =>
    new Date(instantOfHour(day, 0, ZONE)).toISOString(),
  )
  await setClubsAgainstEachOther(as, { startsAt, endsAt })
  await setChallengesForAll(as, segmentId, { startsAt, endsAt })
}
