import { toStep } from '@gruppetto/graph'
import { describe, expect, it } from 'vitest'
import type { ActivityRow } from './activity.ts'
import { sharedLoadOf, showActivity } from './show-activity.ts'
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

it('the shared load is of the visible part, and tells nothing of a heart rate', () => {
  expect(sharedLoadOf(row)).toBe((3599 / 3600) * 50)
  const byPower = { ...row, metrics: { ...row.metrics, trainingLoadMethod: 'POWER' } } as ActivityRow
  expect(sharedLoadOf(byPower)).toBe(71.3)
  // 3240 of the 3599 seconds are visible.
  expect(sharedLoadOf({ ...byPower, shown: { ...row, movingSeconds: 3240 } })).toBe(64)
  expect(sharedLoadOf({ ...row, metrics: null })).toBeNull()
})

describe('showActivity', () => {
  it('shows athletes all of their own activity, whatever is hidden from others', () => {
    expect(showActivity(row, 'ath_owner', { ...noHeart, ...zones })).toEqual({ ...row, privacy: HIDES_NOTHING })
  })

  it('shows others, where heart rate is hidden, what they would see had none been recorded', () => {
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

  it('rounds sums and averages for others until the visible part has been measured, and nothing else', () => {
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

  it('shows others the sums of the visible part once they are measured by the present rules', () => {
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
      // 3240 of the 3599 seconds are visible.
      metrics: { trainingLoad: 64, caloriesKcal: 540, heartRateZones: [{ seconds: 3151 }], powerZones: [{ seconds: 90 }] },
    })
    expect(told).toEqual(showActivity({ ...known, distanceMeters: 20_900, elapsedSeconds: 4000 }, 'ath_other', zones))
    expect(showActivity(known, 'ath_owner', zones)).toMatchObject({ distanceMeters: 20_449, movingSeconds: 3599 })
    // The sums were measured by former rules: they are rounded, and still reveal nothing of the whole.
    expect(showActivity({ ...known, shownBy: 'others' }, 'ath_other', zones)).toMatchObject({
      distanceMeters: 19_900,
      movingSeconds: 3240,
      metrics: { trainingLoad: 64, heartRateZones: [{ seconds: 3180 }] },
    })
  })

  it('shows everything where nothing is hidden, and of an activity that was entered by hand', () => {
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

  // Real recordings with whole seconds and whole centimetres: an exact average would leave a single pair of both.
  it.each([
    [41_337.47, 4652],
    [36_322.85, 5095],
    [9007.07, 2826],
    [4835.38, 2220],
  ])('does not reveal the length by the average: %s m in %s s', (distanceMeters, movingSeconds) => {
    const exact = { ...row, distanceMeters, movingSeconds, averageSpeedMps: distanceMeters / movingSeconds }
    const told = showActivity(exact, 'ath_other', zones)
    /** Counts the lengths, in whole seconds and centimetres, that fit the rounded distance and time and such an average. */
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
