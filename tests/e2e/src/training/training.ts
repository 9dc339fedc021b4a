import { describe, expect, it } from 'vitest'
import { newAthlete, type Person, sendFile, uploadOf } from '../people.ts'
import { recording } from '../recordings.ts'
import type { WorldOf } from '../world.ts'

const UPDATE = 'mutation ($input: TrainingProfileInput!) { updateTrainingProfile(input: $input) { id } }'
const FTP = 250

interface Measured {
  readonly activity: {
    readonly trainingLoad: number | null
    readonly trainingLoadMethod: string
    readonly intensityFactor: number | null
    readonly normalizedPowerWatts: number
    readonly powerZones: readonly { readonly zone: { readonly lower: number } }[] | null
  }
}

const measured = async (who: Person, id: string): Promise<Measured['activity']> => {
  const query = `query ($id: ID!) { activity(id: $id) {
    trainingLoad trainingLoadMethod intensityFactor normalizedPowerWatts powerZones { zone { lower } } } }`
  return (await who.get<Measured>(query, { id })).activity
}

interface Place {
  readonly latitude: number
  readonly longitude: number
}

/** Returns an approximate distance, good enough for a few kilometres. */
const metersApart = (a: Place, b: Place): number => {
  const east = (a.longitude - b.longitude) * Math.cos((a.latitude * Math.PI) / 180)
  return 111_195 * Math.hypot(a.latitude - b.latitude, east)
}

interface Shown {
  readonly activity: {
    readonly averageHeartRateBpm: number | null
    readonly streams: { readonly channels: readonly { readonly samples: readonly (number | null)[] }[] }
  }
}

/** Returns the heart rate and places of an activity that a person sees. */
const shown = async (who: Person, id: string) => {
  const query = `query ($id: ID!) { activity(id: $id) {
    averageHeartRateBpm streams(channels: [LATITUDE, LONGITUDE], maxPoints: null) { channels { samples } } } }`
  const { averageHeartRateBpm, streams } = (await who.get<Shown>(query, { id })).activity
  const [latitudes = [], longitudes = []] = streams.channels.map(({ samples }) => samples)
  const places = latitudes.flatMap((latitude, n): Place[] => {
    const longitude = longitudes[n] ?? null
    return latitude === null || longitude === null ? [] : [{ latitude, longitude }]
  })
  return { averageHeartRateBpm, places }
}

export const training = (world: WorldOf): void => {
  const activityOf = async (who: Person, bytes: Uint8Array, fileName: string): Promise<string> => {
    const upload = await sendFile(who, fileName, bytes)
    await world().settle()
    const [activity] = (await uploadOf(who, upload)).activities
    if (activity === undefined) throw new Error('the upload has no activity')
    return activity.id
  }

  describe('the settings of an athlete', () => {
    it('with a training profile measure new and existing activities', async () => {
      const ana = await newAthlete(world().url, 'ana')
      await ana.get(UPDATE, { input: { functionalThresholdPowerWatts: FTP, lactateThresholdHeartRateBpm: 170 } })
      await world().settle()
      const ride = await activityOf(ana, recording('ride-power-laps.fit'), 'ride.fit')
      const first = await measured(ana, ride)
      expect(first).toMatchObject({ trainingLoadMethod: 'POWER', powerZones: { length: 7, 1: { zone: { lower: 0.55 * FTP } } } })
      expect(first.intensityFactor).toBeCloseTo(first.normalizedPowerWatts / FTP, 6)

      // Long before the ride, so that it applies on its day. Today's entry stays.
      await ana.get(UPDATE, { input: { functionalThresholdPowerWatts: 2 * FTP, effectiveFrom: '2000-01-01' } })
      await world().settle()
      const again = await measured(ana, ride)
      expect(again.intensityFactor).toBeCloseTo(first.normalizedPowerWatts / (2 * FTP), 6)
      const { viewer } = await ana.get<{ viewer: { trainingProfile: unknown; trainingProfileHistory: unknown[] } }>(
        '{ viewer { trainingProfile { functionalThresholdPowerWatts powerZones { lower } } trainingProfileHistory { effectiveFrom } } }',
      )
      expect(viewer).toMatchObject({
        trainingProfile: { functionalThresholdPowerWatts: FTP, powerZones: { 1: { lower: 0.55 * FTP } } },
        trainingProfileHistory: [{}, { effectiveFrom: '2000-01-01' }],
      })
    })

    it('hide places and heart rates from others, in existing activities too, and nothing from the athlete', async () => {
      const [ana, ben] = await Promise.all([newAthlete(world().url, 'ana'), newAthlete(world().url, 'ben')])
      const ride = await activityOf(ana, recording('ride-power-laps.fit'), 'ride.fit')
      const before = await shown(ana, ride)
      const [home] = before.places
      if (home === undefined) throw new Error('the ride has no places')
      expect(await shown(ben, ride)).toEqual(before)
      await ana.get('mutation ($input: PrivacyZoneInput!) { addPrivacyZone(input: $input) { id } }', {
        input: { label: 'Home', radiusMeters: 300, ...home },
      })
      await ana.get('mutation { updatePrivacy(input: { hideHeartRate: true }) { id } }')
      await world().settle()
      expect(await shown(ana, ride)).toEqual(before)
      const { averageHeartRateBpm, places } = await shown(ben, ride)
      expect(averageHeartRateBpm).toBeNull()
      expect(places.length).toBeGreaterThan(0)
      for (const place of places) expect(metersApart(place, home)).toBeGreaterThan(300)
    })

    it('with premium open the premium features', async () => {
      const ana = await newAthlete(world().url, 'ana')
      const query = '{ viewer { athlete { isPremium performance { racePredictions { seconds } } } } }'
      expect(await ana.refused(query)).toBe('PREMIUM_REQUIRED')
      await world().grantPremium(ana.id)
      await world().settle()
      expect(await ana.get(query)).toMatchObject({ viewer: { athlete: { isPremium: true, performance: {} } } })
    })
  })
}
