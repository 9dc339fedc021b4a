import { describe, expect, it } from 'vitest'
import type { ActivityRow } from './activity.ts'
import { shownActivity, shownSum } from './shown-activity.ts'
import { HIDES_NOTHING } from './viewer-privacy.ts'

const zone = { number: 1, name: 'Easy', lower: 0, upper: null }
const row = {
  _id: 'act_1',
  athleteId: 'ath_owner',
  name: 'Ride',
  distanceMeters: 20_449,
  elapsedSeconds: 3629,
  movingSeconds: 3599,
  elevationGainMeters: null,
  averageSpeedMps: 5.68,
  averageHeartRateBpm: 141.5,
  maxHeartRateBpm: 180,
  energyKilojoules: 512,
  metrics: {
    trainingLoad: 71.3,
    trainingLoadMethod: 'HEART_RATE',
    intensityFactor: null,
    caloriesKcal: 602,
    caloriesMethod: 'HEART_RATE',
    heartRateZones: [{ zone, seconds: 3500 }],
    powerZones: [{ zone, seconds: 100 }],
    vo2Max: { method: 'STEADY_RUN', mlPerKgPerMin: 50 },
  },
  somethingNew: 'whatever it is',
} as unknown as ActivityRow
const noHeart = { ...HIDES_NOTHING, hideHeartRate: true }
const zones = { ...HIDES_NOTHING, zones: [{ zoneId: 'zone_1', latitude: 47, longitude: 8, radiusMeters: 500 }] }

describe('an activity as it is shown', () => {
  it('is whole to its athlete, whatever is hidden from others', () => {
    expect(shownActivity(row, 'ath_owner', { ...noHeart, ...zones })).toEqual({ ...row, privacy: HIDES_NOTHING })
  })

  it('is to others what they would see had no heart rate been recorded, where it is hidden', () => {
    expect(shownActivity(row, null, noHeart)).toMatchObject({
      averageHeartRateBpm: null,
      maxHeartRateBpm: null,
      metrics: {
        trainingLoad: (3599 / 3600) * 50,
        trainingLoadMethod: 'DURATION',
        intensityFactor: null,
        caloriesKcal: null,
        heartRateZones: null,
        powerZones: [{ zone, seconds: 100 }],
      },
    })
    const byPower = { ...row.metrics, trainingLoadMethod: 'POWER', intensityFactor: 0.8, caloriesMethod: 'POWER' }
    expect(shownActivity({ ...row, metrics: byPower } as ActivityRow, null, noHeart).metrics).toMatchObject({
      trainingLoad: 71.3,
      trainingLoadMethod: 'POWER',
      intensityFactor: 0.8,
      caloriesKcal: 602,
    })
    expect(shownActivity({ ...row, metrics: null }, null, noHeart).metrics).toBeNull()
  })

  it('has its sums in steps for others where there are zones, and all else as it is', () => {
    expect(shownActivity(row, 'ath_other', zones)).toMatchObject({
      distanceMeters: 20_400,
      elapsedSeconds: 3600,
      movingSeconds: 3600,
      elevationGainMeters: null,
      averageSpeedMps: 5.68,
      averageHeartRateBpm: 141.5,
      energyKilojoules: 510,
      metrics: { trainingLoad: 71, caloriesKcal: 600, heartRateZones: [{ seconds: 3480 }], powerZones: [{ seconds: 120 }] },
    })
    expect(shownActivity(row, 'ath_other', HIDES_NOTHING)).toMatchObject({ distanceMeters: 20_449, movingSeconds: 3599 })
    const sum = { sport: 'RIDE', count: 3, distanceMeters: 61_234, movingSeconds: 10_001 }
    expect(shownSum(sum, zones)).toEqual({ sport: 'RIDE', count: 3, distanceMeters: 61_200, movingSeconds: 10_020 })
    expect(shownSum(sum, HIDES_NOTHING)).toEqual(sum)
  })

  it("tells others nothing that no rule was made for, and never what is the athlete's own", () => {
    const shown = shownActivity(row, 'ath_other', HIDES_NOTHING)
    expect(shown).not.toHaveProperty('somethingNew')
    expect(shown.metrics?.vo2Max).toBeNull()
  })
})
