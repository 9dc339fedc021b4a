import { setTimeout as sleep } from 'node:timers/promises'
import { localDayOf } from '@gruppetto/graph'
import type { Api } from './api.ts'

const DAY_MS = 86_400_000
const ZONE = 'Europe/Zurich'
const WALK = 'Walk to work'
const WALKS = 4

/** Enters a walk on each of the last days before today. */
const enterWalks = async (api: Api, nowMs: number): Promise<void> => {
  const create = 'mutation ($input: ManualActivityInput!) { createManualActivity(input: $input) { id } }'
  for (let daysAgo = WALKS; daysAgo >= 1; daysAgo -= 1) {
    const startedAt = `${localDayOf(nowMs - daysAgo * DAY_MS, ZONE)}T07:00:00Z`
    const input = { name: WALK, sport: 'WALK', startedAt, timeZone: ZONE, elapsedSeconds: 1_500, distanceMeters: 2_100 }
    await api.ask(create, { input })
  }
}

/** Gives an athlete a streak of days that a freeze keeps today; none where the demo went on so much later that the walks are too long ago. */
export const streakWithFreeze = async (api: Api, nowMs: number): Promise<void> => {
  await enterWalks(api, nowMs)
  if (localDayOf(Date.now(), ZONE) !== localDayOf(nowMs, ZONE)) return
  for (let tries = 0; tries < 300; tries += 1) {
    const { viewer } = await api.ask<{
      viewer: { athlete: { streak: { currentDays: number; freezesLeft: number; atRiskSince: string | null } } }
    }>('{ viewer { athlete { streak { currentDays freezesLeft atRiskSince } } } }')
    const { currentDays, freezesLeft, atRiskSince } = viewer.athlete.streak
    if (currentDays >= WALKS) {
      if (atRiskSince !== null && freezesLeft > 0) await api.ask('mutation { useStreakFreeze { id } }')
      return
    }
    await sleep(100)
  }
  throw new Error('the walks have not become a streak')
}
