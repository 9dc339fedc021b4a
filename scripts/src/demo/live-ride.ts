import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from './api.ts'
import { openLoop, type Place } from './places.ts'

const STEP_MS = 5_000
const SPEED_MPS = 7.6
/** Four hours: whoever leaves a demo running finds one long ride, not hundreds. */
const STEPS = (4 * 3_600_000) / STEP_MS
/** Two minutes: a machine that is busy for so long goes on later, and a platform that has stopped does not. */
const MOST_UNANSWERED = 24

/**
 * Rides round and round these places, for everybody to follow live, for as long as the process runs; at most four hours. It keeps no process from
 * ending. Positions that the platform does not answer for are left out. Throws when it does not answer any more, as when it stops.
 */
export const rideLive = async (api: Api, places: readonly Place[]): Promise<void> => {
  const at = openLoop(places)
  const { startLiveSession } = await api.ask<{ startLiveSession: { id: string; startedAt: string } }>(
    'mutation { startLiveSession(input: { sport: RIDE, visibility: EVERYONE }) { id startedAt } }',
  )
  const { id, startedAt } = startLiveSession
  const record =
    'mutation ($id: ID!, $positions: [PositionInput!]!) { recordPositions(liveSessionId: $id, positions: $positions) { id } }'
  let unanswered = 0
  for (let step = 0; step < STEPS; step += 1) {
    const meters = (SPEED_MPS * step * STEP_MS) / 1_000
    const [latitude, longitude] = at(meters)
    const position = {
      at: new Date(Date.parse(startedAt) + step * STEP_MS).toISOString(),
      ...{ latitude, longitude, distanceMeters: meters },
      heartRateBpm: Math.round(138 + 9 * Math.sin(step / 40)),
      powerWatts: Math.round(185 + 30 * Math.sin(step / 17)),
    }
    try {
      await api.ask(record, { id, positions: [position] })
      unanswered = 0
    } catch (error) {
      unanswered += 1
      if (unanswered > MOST_UNANSWERED) throw error
    }
    await sleep(Math.max(0, Date.parse(startedAt) + (step + 1) * STEP_MS - Date.now()), undefined, { ref: false })
  }
  await api.ask('mutation ($id: ID!) { endLiveSession(id: $id) { id } }', { id })
}
