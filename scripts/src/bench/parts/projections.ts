import { type Athlete, follow, signUp } from '../athletes.ts'
import type { Sheet } from '../figures.ts'
import type { BenchOptions } from '../options.ts'
import type { World } from '../world.ts'
import { shortActivity } from './uploads.ts'

const PATIENCE_MS = 30_000

interface Change {
  readonly group: string
  change(isOn: boolean): Promise<unknown>
  /** Asks the subgraph that keeps the projection. Returns true when its answer matches `isOn`. */
  isFollowed(isOn: boolean): Promise<boolean>
}

const isVisible = async (viewer: Athlete, activityId: string): Promise<boolean> => {
  const query = 'query ($id: ID!) { activity(id: $id) { id } }'
  return (await viewer.api.ask<{ activity: object | null }>(query, { id: activityId })).activity !== null
}

interface FeedAnswer {
  readonly viewer: {
    readonly feed: { readonly edges: readonly { readonly node: { readonly activity?: { id: string } | null } }[] }
  }
}

const isInFeed = async (viewer: Athlete, activityId: string): Promise<boolean> => {
  const query = '{ viewer { feed(first: 5) { edges { node { id ... on ActivityFeedItem { activity { id } } } } } } }'
  const { edges } = (await viewer.api.ask<FeedAnswer>(query)).viewer.feed
  return edges.some(({ node }) => node.activity?.id === activityId)
}

const setVisibility = (who: Athlete, id: string, visibility: string) =>
  who.api.ask('mutation ($id: ID!, $input: UpdateActivityInput!) { updateActivity(id: $id, input: $input) { id } }', {
    id,
    input: { visibility },
  })

const changesOf = async (world: World): Promise<readonly Change[]> => {
  const [owner, viewer, fan] = [await signUp(world.url), await signUp(world.url), await signUp(world.url)]
  await follow(fan, owner)
  await world.platform.rest()
  const forFollowers = await shortActivity(world, owner)
  await setVisibility(owner, forFollowers, 'FOLLOWERS')
  const forAll = await shortActivity(world, owner)
  const mutate = (who: Athlete, name: string) =>
    who.api.ask(`mutation ($id: ID!) { ${name}(athleteId: $id) { id } }`, { id: owner.id })
  return [
    {
      group: 'follow, unfollow (social) until activities answers',
      change: (isOn) => mutate(viewer, isOn ? 'follow' : 'unfollow'),
      isFollowed: async (isOn) => (await isVisible(viewer, forFollowers)) === isOn,
    },
    {
      group: 'block, unblock (social) until activities answers',
      change: (isOn) =>
        owner.api.ask(`mutation ($id: ID!) { ${isOn ? 'block' : 'unblock'}(athleteId: $id) { id } }`, { id: viewer.id }),
      isFollowed: async (isOn) => (await isVisible(viewer, forAll)) === !isOn,
    },
    {
      group: 'private account on, off (athletes) until activities answers',
      change: (isOn) =>
        owner.api.ask('mutation ($input: UpdatePrivacyInput!) { updatePrivacy(input: $input) { id } }', {
          input: { approveFollowers: isOn },
        }),
      isFollowed: async (isOn) => (await isVisible(viewer, forAll)) === !isOn,
    },
    {
      group: "activity's visibility (activities) until the feed answers (social)",
      change: (isOn) => setVisibility(owner, forAll, isOn ? 'ONLY_ME' : 'EVERYONE'),
      isFollowed: async (isOn) => (await isInFeed(fan, forAll)) === !isOn,
    },
  ]
}

const lag = async ({ change, isFollowed }: Change, isOn: boolean): Promise<number> => {
  await change(isOn)
  const from = performance.now()
  while (!(await isFollowed(isOn))) if (performance.now() - from > PATIENCE_MS) throw new Error('a projection did not follow')
  return performance.now() - from
}

/**
 * Measures the time from a change in one subgraph until another subgraph's answer shows it, on an idle platform. The other subgraph is
 * polled without a pause, so each number includes at least one query.
 */
export const projections = async (world: World, sheet: Sheet, { quick, full }: BenchOptions): Promise<void> => {
  const [warmUp, rounds] = quick ? [0, 1] : full ? [3, 50] : [3, 12]
  const all: number[] = []
  for (const change of await changesOf(world)) {
    const lags: number[] = []
    for (let round = 0; round < warmUp + rounds; round += 1) {
      for (const isOn of [true, false]) {
        await world.platform.rest()
        const ms = await lag(change, isOn)
        if (round >= warmUp) lags.push(ms)
      }
    }
    all.push(...lags)
    sheet.durations(change.group, 'followed after', lags)
  }
  sheet.durations('all of them', 'followed after', all)
}
