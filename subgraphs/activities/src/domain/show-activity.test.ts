import { toStep } from '@gruppetto/graph'
import { describe, expect, it } from 'vitest'
import type { ActivityRow } from './activity.ts'
import { showActivity } from './show-activity.ts'
import { HIDES_NOTHING, rulesKey } from './viewer-privacy.ts'

const zone = { number: 1, name: 'Easy', lower: 0, upper: null }
const row = {
  _id: 'act_1',
  athleteId: 'ath_owner',
  name: 'Ride',
  samplesRevision: 1,
  distanceMeters: 20_449,
  elapsedSeconds: 3629,
  movingSeconds: 3599,
  elevationGainMeters: null,
  averageSpeedMps: 5.68,
  averageHeartRateBpm: 141.4,
  maxHeartRateBpm: 180,
  normalizedPowerWatts: 201.7,
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
    expect(showActivity(row, 'ath_owner', { ...noHeart, ...zones })).toEqual({ ...row, privacy: HIDES_NOTHING })
  })

  it('is to others what they would see had no heart rate been recorded, where it is hidden', () => {
    expect(showActivity(row, null, noHeart)).toMatchObject({
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
    expect(showActivity({ ...row, metrics: byPower } as ActivityRow, null, noHeart).metrics).toMatchObject({
      trainingLoad: 71.3,
      trainingLoadMethod: 'POWER',
      intensityFactor: 0.8,
      caloriesKcal: 602,
    })
    expect(showActivity({ ...row, metrics: null }, null, noHeart).metrics).toBeNull()
  })

  it('has its sums and averages in steps for others until what shows has been measured, and all else as it is', () => {
    expect(showActivity(row, 'ath_other', zones)).toMatchObject({
      distanceMeters: 20_400,
      elapsedSeconds: 3600,
      movingSeconds: 3600,
      elevationGainMeters: null,
      averageSpeedMps: 5.7,
      averageHeartRateBpm: 141,
      maxHeartRateBpm: 180,
      normalizedPowerWatts: 202,
      energyKilojoules: 510,
      metrics: { trainingLoad: 71, caloriesKcal: 600, heartRateZones: [{ seconds: 3480 }], powerZones: [{ seconds: 120 }] },
    })
    expect(showActivity(row, 'ath_other', { ...zones, ...{ hideHeartRate: true } }).averageHeartRateBpm).toBeNull()
    expect(showActivity(row, 'ath_other', HIDES_NOTHING)).toMatchObject({
      distanceMeters: 20_449,
      movingSeconds: 3599,
      averageSpeedMps: 5.68,
      averageHeartRateBpm: 141.4,
    })
  })

  it('has the sums of what shows once they have been measured by the present rules, whatever the whole is', () => {
    const shown = {
      ...row,
      distanceMeters: 19_850.4,
      elapsedSeconds: 3400,
      movingSeconds: 3240,
      averageSpeedMps: 6.126,
      energyKilojoules: 470,
    }
    const summary = {
      ...shown,
      metrics: undefined,
      _id: undefined,
      athleteId: undefined,
      name: undefined,
      samplesRevision: undefined,
    }
    const known = { ...row, shown: JSON.parse(JSON.stringify(summary)), shownBy: rulesKey(zones) } as ActivityRow
    const told = showActivity(known, 'ath_other', zones)
    expect(told).toMatchObject({
      distanceMeters: 19_850.4,
      elapsedSeconds: 3400,
      movingSeconds: 3240,
      averageSpeedMps: 6.126,
      energyKilojoules: 470,
      shown: null,
      shownBy: null,
      // 3240 of 3599 seconds of the whole's.
      metrics: { trainingLoad: 64, caloriesKcal: 540, heartRateZones: [{ seconds: 3151 }], powerZones: [{ seconds: 90 }] },
    })
    expect(told).toEqual(showActivity({ ...known, distanceMeters: 20_900, elapsedSeconds: 4000 }, 'ath_other', zones))
    expect(showActivity(known, 'ath_owner', zones)).toMatchObject({ distanceMeters: 20_449, movingSeconds: 3599 })
    // By other rules than those of now: in steps, and still nothing of the whole.
    expect(showActivity({ ...known, shownBy: 'others' }, 'ath_other', zones)).toMatchObject({
      distanceMeters: 19_900,
      movingSeconds: 3240,
      metrics: { trainingLoad: 64, heartRateZones: [{ seconds: 3180 }] },
    })
  })

  it('is told whole where nothing of it is hidden, and where it was entered by hand', () => {
    for (const uncut of [
      { ...row, shown: null, shownBy: rulesKey(zones) },
      { ...row, samplesRevision: null },
    ])
      expect(showActivity(uncut as ActivityRow, 'ath_other', zones)).toMatchObject({
        distanceMeters: 20_449,
        movingSeconds: 3599,
        metrics: { trainingLoad: 71.3, heartRateZones: [{ seconds: 3500 }] },
      })
    const ends = { ...HIDES_NOTHING, hideStartEndMeters: 200 }
    expect(showActivity(row, 'ath_other', ends).distanceMeters).toBe(20_400)
    expect(showActivity({ ...row, shown: null, shownBy: rulesKey(ends) }, 'ath_other', ends).distanceMeters).toBe(20_449)
  })

  // Real recordings: whole seconds and whole centimetres, of which an exact average leaves one pair.
  it.each([
    [41_337.47, 4652],
    [36_322.85, 5095],
    [9007.07, 2826],
    [4835.38, 2220],
  ])('does not give its length away by its average: %s m in %s s', (distanceMeters, movingSeconds) => {
    const exact = { ...row, distanceMeters, movingSeconds, averageSpeedMps: distanceMeters / movingSeconds }
    const told = showActivity(exact, 'ath_other', zones)
    /** The lengths that fit the steps in which length and time are told, and such an average: of all seconds and centimetres. */
    const fitting = (fits: (average: number) => boolean): number[] => {
      const lengths: number[] = []
      for (let second = (told.movingSeconds ?? 0) - 30; second <= (told.movingSeconds ?? 0) + 30; second++)
        for (let cm = (told.distanceMeters ?? 0) * 100 - 5000; cm <= (told.distanceMeters ?? 0) * 100 + 5000; cm++)
          if (fits(cm / 100 / second)) lengths.push(cm / 100)
      return [...new Set(lengths)].sort((x, y) => x - y)
    }
    expect(fitting((average) => Math.abs(average - exact.averageSpeedMps) < 1e-12)).toEqual([distanceMeters])
    const open = fitting((average) => toStep(average, 0.1) === told.averageSpeedMps)
    expect((open.at(-1) ?? 0) - (open[0] ?? 0)).toBeGreaterThan(50)
  })

  it("tells others nothing that no rule was made for, and never what is the athlete's own", () => {
    const shown = showActivity(row, 'ath_other', HIDES_NOTHING)
    expect(shown).not.toHaveProperty('somethingNew')
    expect(shown.metrics?.vo2Max).toBeNull()
  })
})
