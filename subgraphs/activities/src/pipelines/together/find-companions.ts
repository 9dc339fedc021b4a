import { areTogether, minutesOf, PLACE_COLUMNS, placeTimeKeys, placeTimeKeysAround, visibleColumns } from '@gruppetto/recordings'
import { edgeId } from '@gruppetto/relations'
import type { ActivityRow } from '../../domain/activity.ts'
import { matchKind } from '../../domain/segments/segment.ts'
import type { Companion } from '../../domain/together.ts'
import { rulesKey } from '../../domain/viewer-privacy.ts'
import type { Services } from '../../services.ts'
import { clubMemberId } from '../../stores/club-members.ts'
import type { OutingRow } from '../../stores/outings.ts'
import { readPrivacyRules } from '../privacy-rules.ts'

/** At the start of a big event more people are near. Then only those whom the athlete follows are looked for. */
const MOST_NEAR = 1_000
/** A group for which every pair is kept. */
const MOST_COMPANIONS = 100
const CLUBS_READ = 50

/**
 * Stores where an activity was, as far as others may see it, before anybody is looked for: of two that come in at once, the
 * later one finds the other. Returns null when companions have been looked for already, which is not asked for a new one, and for an
 * activity without positions.
 */
export const storeOuting = async (services: Services, activity: ActivityRow, isNew: boolean): Promise<OutingRow | null> => {
  const { stores } = services
  const { _id, athleteId, samplesRevision } = activity
  if (samplesRevision === null) return null
  const rules = await readPrivacyRules(services, athleteId)
  const state = { kind: matchKind(activity.sport), samplesRevision, rules: rulesKey(rules) }
  const known = isNew ? null : await stores.outings.state(_id)
  const isSame = known?.kind === state.kind && known.samplesRevision === samplesRevision && known.rules === state.rules
  if (isSame && known.isMatched) return null
  const [read = {}] = await stores.samples.readMany([{ activityId: _id, revision: samplesRevision }], PLACE_COLUMNS)
  const { columns, sinceSeconds } = visibleColumns(read, rules)
  const minutes = minutesOf(columns, activity.startedAt.getTime() + sinceSeconds * 1000)
  const nowhere = { from: 0, latitudes: [], longitudes: [] }
  const keys = minutes === null ? [] : placeTimeKeys(minutes)
  const row = { _id, athleteId, ...state, ...(minutes ?? nowhere), keys, isMatched: false }
  await stores.outings.put(row)
  return row
}

/** Returns those of some athletes who and whom the athlete follows, without those whom a block separates. */
const followingEachOther = async ({ relations }: Services, athleteId: string, others: readonly string[]) => {
  const edges = others.flatMap((other) => [edgeId(athleteId, other), edgeId(other, athleteId)])
  const [follows, blocks] = await Promise.all([relations.follows.presentAmong(edges), relations.blocks.presentAmong(edges)])
  const isBetween = (present: ReadonlySet<string>, other: string, every: boolean): boolean => {
    const both = [edgeId(athleteId, other), edgeId(other, athleteId)]
    return every ? both.every((edge) => present.has(edge)) : both.some((edge) => present.has(edge))
  }
  const apart = new Set(others.filter((other) => isBetween(blocks, other, false)))
  return { apart, related: new Set(others.filter((other) => isBetween(follows, other, true))) }
}

/** Returns those of some athletes who share a club with the athlete. */
const clubMates = async ({ stores }: Services, athleteId: string, others: readonly string[]): Promise<ReadonlySet<string>> => {
  const clubIds = await stores.clubMembers.clubIdsOf(athleteId, CLUBS_READ)
  const members = await stores.clubMembers.many(clubIds.flatMap((clubId) => others.map((other) => clubMemberId(clubId, other))))
  return new Set([...members.values()].filter(({ active }) => active).map((member) => member.athleteId))
}

/** Returns those of some athletes with whom the athlete may be together: they follow each other, or share a club. */
const findRelated = async (services: Services, athleteId: string, others: readonly string[]): Promise<ReadonlySet<string>> => {
  const { apart, related } = await followingEachOther(services, athleteId, others)
  const unrelated = others.filter((other) => !apart.has(other) && !related.has(other))
  const mates = unrelated.length === 0 ? new Set<string>() : await clubMates(services, athleteId, unrelated)
  return new Set(others.filter((other) => !apart.has(other) && (related.has(other) || mates.has(other))))
}

/** Finds the activities that were in company with one, of athletes who are related to its own. Nobody else's places are compared. */
export const findCompanions = async (services: Services, outing: OutingRow): Promise<readonly Companion[]> => {
  const { stores, relations } = services
  if (outing.keys.length === 0) return []
  const keys = placeTimeKeysAround(outing)
  const near = await stores.outings.near(keys, outing.kind, MOST_NEAR)
  const candidates =
    near.length < MOST_NEAR
      ? near
      : await stores.outings.nearOf(await relations.follows.from(outing.athleteId, MOST_NEAR), keys, outing.kind, MOST_NEAR)
  const others = [...new Set(candidates.map(({ athleteId }) => athleteId))].filter((id) => id !== outing.athleteId)
  if (others.length === 0) return []
  const related = await findRelated(services, outing.athleteId, others)
  const ids = candidates.filter(({ athleteId }) => related.has(athleteId)).map(({ _id }) => _id)
  return (await stores.outings.many(ids))
    .filter((other) => areTogether(outing, other))
    .slice(0, MOST_COMPANIONS)
    .map(({ _id, athleteId }) => ({ activityId: _id, athleteId }))
}
