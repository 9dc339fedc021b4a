import { maySeeActivity, maySeeCard } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { ChallengeRow } from '../domain/challenge.ts'
import type { EntryRow } from '../domain/entry.ts'
import { contributionId, scoreOfUnits } from '../domain/scoring.ts'
import type { MemberPlace } from '../domain/standing.ts'
import type { LeaderboardConnectionResolvers, LeaderboardEntryResolvers } from '../generated/resolvers.ts'
import { isNamedForViewer } from '../pipelines/named-entries.ts'

export const LeaderboardConnection: LeaderboardConnectionResolvers = {
  edges: ({ edges }) => [...edges],
  updatedAt: async (page, _args, { loaders, stores }) => {
    if ('updatedAt' in page) return page.updatedAt
    const { challengeId } = page
    const [changedAt, challenge] = await Promise.all([
      stores.entries.newestChangeAt(challengeId),
      loaders.challenges.load(challengeId),
    ])
    return changedAt ?? challenge?.createdAt ?? new Date(0)
  },
}

const loadChallenge = async ({ loaders }: Context, { challengeId }: EntryRow): Promise<ChallengeRow> => {
  const challenge = await loaders.challenges.load(challengeId)
  if (challenge === null) throw new Error(`the entry's challenge ${challengeId} is missing`)
  return challenge
}

const isNamed = async (context: Context, entry: EntryRow): Promise<boolean> =>
  isNamedForViewer(context, await loadChallenge(context, entry), entry)

/** Returns the last activity of a challenge's entry, or null when the viewer may not see it. */
const lastOfEntry = async (context: Context, entry: EntryRow) => {
  const { challengeId, athleteId, lastActivityId } = entry
  const { loaders } = context
  if (lastActivityId === null || !(await isNamed(context, entry))) return null
  const [contribution, relation] = await Promise.all([
    loaders.contributions.load(contributionId(challengeId, lastActivityId)),
    loaders.relations.load(athleteId),
  ])
  return contribution !== null && maySeeActivity(contribution.visibility, relation) ? { id: lastActivityId } : null
}

/** Returns the last activity of a member of a club, or null when the viewer may not see it. */
const lastOfMember = async ({ loaders }: Context, { athleteId, lastActivityId }: MemberPlace) => {
  if (lastActivityId === null) return null
  const [fact, relation] = await Promise.all([loaders.activityFacts.load(lastActivityId), loaders.relations.load(athleteId)])
  return fact !== null && maySeeActivity(fact.visibility, relation) ? { id: lastActivityId } : null
}

export const LeaderboardEntry: LeaderboardEntryResolvers = {
  athlete: async (shown, _args, context) => {
    const { athleteId } = 'entry' in shown ? shown.entry : shown
    if (!maySeeCard(await context.loaders.relations.load(athleteId))) return null
    return !('entry' in shown) || (await isNamed(context, shown.entry)) ? { id: athleteId } : null
  },
  score: async (shown, _args, context) =>
    'entry' in shown
      ? scoreOfUnits((await loadChallenge(context, shown.entry)).metric, shown.entry.units)
      : scoreOfUnits(shown.metric, shown.units),
  // The instant is the end of an activity, which would show whose entry it is.
  completedAt: async (shown, _args, context) =>
    'entry' in shown && (await isNamed(context, shown.entry)) ? shown.entry.completedAt : null,
  lastActivity: (shown, _args, context) => ('entry' in shown ? lastOfEntry(context, shown.entry) : lastOfMember(context, shown)),
}
