import { describe, expect, it } from 'vitest'
import { newAthlete, sendFile } from '../people.ts'
import { gpxRide } from '../recordings.ts'
import type { WorldOf } from '../world.ts'

export const outage = (world: WorldOf): void => {
  describe('a subgraph that is down', () => {
    it('fails its own fields only, with errors that name the fields', async () => {
      const ana = await newAthlete(world().url, 'ana')
      await sendFile(ana, 'ride.gpx', gpxRide(Date.now() - 86_400_000), { name: 'Before the outage' })
      await world().settle()
      await world().killRole('social')
      const { data, errors } = await ana.ask(
        '{ viewer { athlete { displayName followerCount activities { edges { node { name kudosCount } } } } unreadNotificationCount } plans { key } }',
      )
      expect(data).toMatchObject({
        viewer: {
          athlete: {
            displayName: ana.displayName,
            followerCount: null,
            activities: { edges: [{ node: { name: 'Before the outage', kudosCount: null } }] },
          },
          unreadNotificationCount: null,
        },
        plans: expect.arrayContaining([{ key: 'FREE' }]),
      })
      expect(errors.length).toBeGreaterThan(0)
      for (const error of errors) expect(error.extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', service: 'social' })
      expect(errors.every((error) => Array.isArray(error.path))).toBe(true)
    })

    it('is reported at the path where the answer is null', async () => {
      const ana = await newAthlete(world().url, 'ana')
      const { data, errors } = await ana.ask('mutation { createPost(input: { text: "Is anybody there?" }) { id } }')
      expect(data ?? null).toBeNull()
      expect(errors[0]).toMatchObject({ path: ['createPost'], extensions: { code: 'SERVICE_UNAVAILABLE', service: 'social' } })
    })
  })
}
