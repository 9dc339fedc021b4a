import type { Api } from './api.ts'

const day = 86_400_000
const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10)

/** Sets Ana's training profile for the summer, and for the time since a test two weeks ago. */
export const trainingProfile = async (api: Api, nowMs: number): Promise<void> => {
  const update = 'mutation ($input: TrainingProfileInput!) { updateTrainingProfile(input: $input) { id } }'
  const summer = {
    birthYear: 1991,
    sex: 'FEMALE',
    weightKg: 62.5,
    maxHeartRateBpm: 188,
    restingHeartRateBpm: 49,
    lactateThresholdHeartRateBpm: 169,
    functionalThresholdPowerWatts: 218,
    thresholdSpeedMps: 3.9,
  }
  await api.ask(update, { input: { ...summer, effectiveFrom: dayOf(nowMs - 120 * day) } })
  await api.ask(update, { input: { weightKg: 61, functionalThresholdPowerWatts: 231, effectiveFrom: dayOf(nowMs - 14 * day) } })
}

/** Creates a segment from two seconds of an activity and stars it. */
export const segmentFrom = async (
  api: Api,
  activityId: string,
  name: string,
  startSeconds: number,
  endSeconds: number,
): Promise<string> => {
  const create = 'mutation ($input: CreateSegmentInput!) { createSegment(input: $input) { id } }'
  const input = { activityId, name, startSeconds, endSeconds }
  const { createSegment } = await api.ask<{ createSegment: { id: string } }>(create, { input })
  await api.ask('mutation ($id: ID!) { starSegment(id: $id, starred: true) { id } }', { id: createSegment.id })
  return createSegment.id
}

interface Gear {
  readonly name: string
  readonly kind: 'SHOES' | 'BIKE'
  readonly retireAtMeters: number
  readonly productId?: string
}

/** Adds gear and puts it on an activity. */
export const useGear = async (api: Api, activityId: string, input: Gear): Promise<void> => {
  const { addGear } = await api.ask<{ addGear: { id: string } }>(
    'mutation ($input: GearInput!) { addGear(input: $input) { id } }',
    { input },
  )
  const put = 'mutation ($id: ID!, $input: UpdateActivityInput!) { updateActivity(id: $id, input: $input) { id } }'
  await api.ask(put, { id: activityId, input: { gearId: addGear.id } })
}

/** Puts a pair of shoes of a product on an activity, after which they are nearly worn. */
export const nearlyWear = async (api: Api, activityId: string): Promise<void> => {
  const { activity, products } = await api.ask<{
    activity: { distanceMeters: number }
    products: { edges: { node: { id: string; name: string } }[] }
  }>(
    'query ($id: ID!) { activity(id: $id) { distanceMeters } products(query: "headwind trainer") { edges { node { id name } } } }',
    { id: activityId },
  )
  const productId = products.edges.find(({ node }) => node.name === 'Headwind trainer')?.node.id
  if (productId === undefined) return
  const retireAtMeters = activity.distanceMeters * 1.05
  await useGear(api, activityId, { name: 'My Headwinds', kind: 'SHOES', productId, retireAtMeters })
}
