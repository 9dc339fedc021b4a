import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

it('stores the newest training profiles, privacy and entitlements, in whatever order their events come', async () => {
  const ana = await world.athlete()
  const { athleteId } = ana
  const state = { athleteId, at: 0 }
  await world.emit('athlete.privacy-changed', { ...state, revision: 2, hideHeartRate: true, hideStartEndMeters: 200, zones: [] })
  await world.emit('athlete.privacy-changed', { ...state, revision: 1, hideHeartRate: false, hideStartEndMeters: 0, zones: [] })
  await world.emit('entitlement.changed', { ...state, revision: 2, premium: false })
  await world.emit('entitlement.changed', { ...state, revision: 1, premium: true })
  await world.trainingProfile(ana, { effectiveFrom: '2026-01-01', weightKg: 60 })
  await world.trainingProfile(ana, { effectiveFrom: '2026-01-01', weightKg: 60 }, { effectiveFrom: '2026-02-01', weightKg: 59 })
  await world.settle()
  expect(await world.rows('athlete_privacy', { _id: athleteId })).toMatchObject([{ revision: 2, hideHeartRate: true }])
  expect(await world.rows('relations_entitlements', { _id: athleteId })).toMatchObject([{ revision: 2, premium: false }])
  const [profiles] = await world.rows('training_profiles', { _id: athleteId })
  expect(profiles?.profiles).toMatchObject([{ weightKg: 60 }, { weightKg: 59 }])
})
