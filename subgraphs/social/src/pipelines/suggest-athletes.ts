import { badUserInput, groupBy, type Model, maySeeProfile, requireAthlete } from '@gruppetto/graph'
import type { AccountRow } from '@gruppetto/relations'
import type { Context } from '../context.ts'
import { keptCandidates, type RankedCandidate, rankCandidates } from '../domain/rank-suggestions.ts'
import { type Candidate, firstSuggestions, maySuggest, reasonsOf, type SuggestionView } from '../domain/suggestions.ts'
import { edgeId } from '../stores/follows.ts'
import { viewerFeatures } from './feature-context.ts'
import { gatherCandidates } from './gather-candidates.ts'
import { refuseOneself, requireUnblockedAccount } from './require-account.ts'

const MOST_SUGGESTIONS = 50

type AccountsById = ReadonlyMap<string, AccountRow>

/** Leaves out the candidates who may not be suggested to the viewer now. Returns the accounts of all of them and of the viewer besides. */
const keepAllowed = async (
  { loaders, runtime, stores }: Context,
  viewerId: string,
  candidates: readonly Candidate[],
): Promise<{ readonly allowed: readonly Candidate[]; readonly accounts: AccountsById }> => {
  const ids = candidates.map(({ athleteId }) => athleteId)
  const [accounts, relations, muted, dismissed] = await Promise.all([
    stores.accounts.many([viewerId, ...ids]),
    Promise.all(ids.map((id) => loaders.relation.load(id))),
    loaders.muted(),
    stores.dismissals.among(viewerId, ids),
  ])
  const allowed = candidates.filter(({ athleteId }, index) => {
    const relation = relations[index]
    if (relation === undefined) return false
    const facts = {
      account: accounts.get(athleteId),
      relation,
      isMuted: muted.has(athleteId),
      isDismissed: dismissed.has(athleteId),
    }
    return maySuggest(facts, runtime.now())
  })
  return { allowed, accounts }
}

/**
 * Loads the names of what ties lead through, by id. Clubs and challenges that are not for everybody any more, athletes whom the
 * viewer has muted, and athletes whose lists the viewer may not see have no name here, so no sentence tells of them.
 */
const loadNames = async (
  { loaders, stores }: Context,
  candidates: readonly Candidate[],
): Promise<ReadonlyMap<string, string>> => {
  const ties = candidates.flatMap((candidate) => candidate.ties)
  const vias = groupBy(new Map(ties.map((tie) => [tie.viaId, tie])).values(), (tie) => tie.reason)
  const idsOf = (reason: Candidate['ties'][number]['reason']) => (vias.get(reason) ?? []).map(({ viaId }) => viaId)
  const friendIds = idsOf('FOLLOWED_BY_FOLLOWED')
  const [friends, relations, muted, clubs, segments, challenges] = await Promise.all([
    stores.accounts.many(friendIds),
    Promise.all(friendIds.map((id) => loaders.relation.load(id))),
    loaders.muted(),
    stores.clubs.many(idsOf('SAME_CLUB')),
    stores.segments.many(idsOf('SAME_SEGMENTS')),
    stores.challenges.many(idsOf('SAME_CHALLENGE')),
  ])
  const names = new Map<string, string>()
  friendIds.forEach((id, index) => {
    const [friend, relation] = [friends.get(id), relations[index]]
    if (friend === undefined || relation === undefined || muted.has(id)) return
    if (relation.viewerFollowsOwner && maySeeProfile(relation)) names.set(id, friend.displayName)
  })
  for (const { _id, name, isOpen } of clubs.values()) if (isOpen) names.set(_id, name)
  for (const { _id, name } of segments.values()) names.set(_id, name)
  for (const { _id, title, isForAll } of challenges.values()) if (isForAll === true) names.set(_id, title)
  return names
}

/** Orders candidates by the model, in one command more; without one, and where nobody wants to know what it would be told, they stay as they are. */
const rank = async (
  { stores }: Context,
  viewerId: string,
  candidates: readonly Candidate[],
  { accounts, model, isKept }: { readonly accounts: AccountsById; readonly model: Model | null; readonly isKept: boolean },
): Promise<readonly RankedCandidate[]> => {
  const viewer = accounts.get(viewerId)
  if (viewer === undefined || (!isKept && (model === null || candidates.length < 2)))
    return candidates.map((candidate) => ({ candidate, features: [], chance: null }))
  const ids = candidates.map(({ athleteId }) => athleteId)
  const follows = await stores.follows.many(ids.map((id) => edgeId(id, viewerId)))
  const followers = new Set(ids.filter((id) => follows.get(edgeId(id, viewerId))?.state === 'FOLLOWING'))
  return rankCandidates(model, candidates, { viewer, accounts, followers })
}

/** Tells of a list that was shown. One that cannot be told of is shown all the same. */
const keep = async (
  { database, origin, runtime }: Context,
  viewerId: string,
  {
    model,
    ranked,
    shown,
  }: { readonly model: Model | null; readonly ranked: readonly RankedCandidate[]; readonly shown: readonly SuggestionView[] },
): Promise<void> => {
  const kept = keptCandidates(ranked, new Set(shown.map(({ athleteId }) => athleteId)))
  try {
    await database.transact(
      async (tx) =>
        tx.emit('athlete-suggestions.ranked', {
          athleteId: viewerId,
          modelVersion: model?.version ?? null,
          ranked: kept,
          at: runtime.now(),
        }),
      origin,
    )
  } catch (error) {
    runtime.log.warn({ err: error }, 'a list of suggestions could not be kept')
  }
}

/** Returns whom the viewer may want to follow, the likeliest first, each with the reasons. */
export const suggestAthletes = async (context: Context, viewerId: string, first: number): Promise<readonly SuggestionView[]> => {
  if (first < 0 || first > MOST_SUGGESTIONS) {
    throw badUserInput([{ path: 'first', message: `must be 0 to ${MOST_SUGGESTIONS}` }])
  }
  const who = await viewerFeatures(context, viewerId)
  if (!(await context.features.isOn('suggestions', who))) return []
  const withSegments = await context.features.isOn('suggestions-from-segments', who)
  const { allowed, accounts } = await keepAllowed(context, viewerId, await gatherCandidates(context, viewerId, { withSegments }))
  const names = await loadNames(context, allowed)
  const model = (await context.features.isOn('suggestions-by-model', who)) ? context.model.current() : null
  const isKept =
    allowed.length > 0 && context.keptLists.takes(viewerId, await context.features.variantOf('kept-suggestion-lists', who))
  const ranked = await rank(context, viewerId, allowed, { accounts, model, isKept })
  const viewsOf = (candidates: readonly Candidate[]): readonly SuggestionView[] =>
    candidates.flatMap((candidate) => {
      const reasons = reasonsOf(candidate, names)
      return reasons === null ? [] : [{ athleteId: candidate.athleteId, ...reasons }]
    })
  const ordered = ranked.map(({ candidate }) => candidate)
  const shown = firstSuggestions(viewsOf(allowed), viewsOf(ordered), first)
  if (isKept) await keep(context, viewerId, { model, ranked, shown })
  return shown
}

/** Does not suggest an athlete to the viewer again. Throws NOT_FOUND for an athlete who does not exist or has blocked the viewer. */
export const dismissSuggestion = async (context: Context, athleteId: string): Promise<void> => {
  const viewerId = requireAthlete(context.caller).athleteId
  refuseOneself(viewerId, athleteId, 'dismiss')
  await requireUnblockedAccount(context, athleteId)
  await context.stores.dismissals.put(viewerId, athleteId, new Date(context.runtime.now()))
}
