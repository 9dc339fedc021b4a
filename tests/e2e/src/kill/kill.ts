import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { loadConfig } from '@gruppetto/runtime'
import { dropNamespace, randomNamespace, settle, testEnvironment } from '@gruppetto/testing'
import { describe, expect, it } from 'vitest'
import { join, newChallenge } from '../challenge/challenge.ts'
import { createUpload, follow, newAthlete, type Person, person, putBytes } from '../people.ts'
import { freePort, type PlatformProcess, startProcess, waitUntilReady } from '../processes.ts'
import { gpxRide } from '../recordings.ts'

/** Where on the road the process is killed, in the order the road takes. */
const STAGES = [
  'objects:stored',
  'activities-measure-upload:begun',
  'activities-measure-upload:kept',
  'activities-measure-upload:prepared',
  'activities-measure-upload:saved',
  'activities-measure-upload:committed',
  'relay:activity.measured',
  'social-record-feed-item:committed',
  'social-fan-out:prepared',
  'social-fan-out:committed',
  'clubs-score:saved',
  'clubs-score:committed',
  'social-notify-uploads:committed',
  'social-notify-kudos:saved',
  'social-notify-kudos:committed',
] as const

const giveKudos = 'mutation ($id: ID!) { giveKudos(subjectId: $id) { kudosCount } }'

interface State {
  readonly viewer: {
    readonly uploads: {
      readonly edges: readonly {
        readonly node: { readonly status: string; readonly activities: readonly { readonly id: string }[] }
      }[]
    }
    readonly notifications: {
      readonly unreadCount: number
      readonly edges: readonly { readonly node: { readonly kind: string; readonly actorCount: number } }[]
    }
    readonly athlete: {
      readonly activities: {
        readonly edges: readonly {
          readonly node: { readonly id: string; readonly distanceMeters: number; readonly kudosCount: number }
        }[]
      }
    }
  }
}

const stateOf = (who: Person) =>
  who.get<State>(`{ viewer { uploads { edges { node { status activities { id } } } }
    notifications { unreadCount edges { node { kind actorCount } } }
    athlete { activities { edges { node { id distanceMeters kudosCount } } } } } }`)

const feedOf = async (who: Person) => {
  const { viewer } = await who.get<{ viewer: { feed: { edges: { node: { activity: { id: string } } }[] } } }>(
    '{ viewer { feed { edges { node { ... on ActivityFeedItem { activity { id } } } } } } }',
  )
  return viewer.feed.edges.map(({ node }) => node.activity.id)
}

/** Waits until the activity is in the friend's feed, or the process is gone. */
const roadOrEnd = async (friend: Person, started: PlatformProcess): Promise<string | null> => {
  let isOver = false
  void started.ended.then(() => {
    isOver = true
  })
  for (const end = Date.now() + 45_000; Date.now() < end && !isOver; ) {
    const [id] = await feedOf(friend).catch((): string[] => [])
    if (id !== undefined) return id
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return null
}

/** The road of an upload, with a kill -9 at every stage of it. */
export const kill = (): void => {
  describe('kill -9 on the road, then a new start: nothing is lost, nothing is doubled', () => {
    it.each(STAGES)('%s', { timeout: 120_000 }, async (stage) => {
      const dataDir = mkdtempSync(joinPath(tmpdir(), 'gruppetto-kill-'))
      const port = await freePort()
      const env = {
        ...testEnvironment(randomNamespace(), dataDir),
        PORT: String(port),
        PUBLIC_URL: `http://127.0.0.1:${port}`,
        SHUTDOWN_SECONDS: '10',
      }
      const config = loadConfig(env)
      const url = `http://127.0.0.1:${port}/graphql`
      const first = startProcess({ ...env, CRASH_AT: stage })
      let second: PlatformProcess | null = null
      try {
        await waitUntilReady(first, port)
        const [ana, ben] = [await newAthlete(url, 'ana'), await newAthlete(url, 'ben')]
        await follow(ben, ana)
        const challenge = await newChallenge(ana, { target: null })
        await join(ana, challenge)
        expect(await feedOf(ben)).toEqual([])
        const bytes = gpxRide(Date.now() - 86_400_000, { points: 300 })
        const upload = await createUpload(ana, 'ride.gpx', bytes, { name: 'Through the storm' })
        await putBytes(upload, bytes).catch(() => 0)
        const seen = await roadOrEnd(ben, first)
        if (seen !== null) await ben.ask(giveKudos, { id: seen }).catch(() => null)
        expect(
          await Promise.race([first.ended, new Promise((resolve) => setTimeout(() => resolve('still running'), 30_000))]),
          first.output(),
        ).toBe('SIGKILL')

        second = startProcess(env)
        await waitUntilReady(second, port)
        const again = { ana: person(url, ana), ben: person(url, ben) }
        // What no one told the platform a sweep finds: the client may also say so itself, as the contract lets it.
        if (stage === 'objects:stored')
          await again.ana.get('mutation ($id: ID!) { completeUpload(id: $id) { status } }', { id: upload.id })
        await settle({ config }, 60_000)
        const [activity] = (await stateOf(again.ana)).viewer.athlete.activities.edges
        expect(activity, 'the activity is there').toBeDefined()
        await again.ben.get(giveKudos, { id: activity?.node.id })
        await settle({ config }, 60_000)

        const { viewer } = await stateOf(again.ana)
        expect(viewer.uploads.edges).toEqual([{ node: { status: 'DONE', activities: [{ id: activity?.node.id }] } }])
        expect(viewer.athlete.activities.edges).toEqual([
          { node: { id: activity?.node.id, distanceMeters: expect.any(Number), kudosCount: 1 } },
        ])
        expect(viewer.notifications.edges.map(({ node }) => [node.kind, node.actorCount]).sort()).toEqual([
          ['FOLLOWED', 1],
          ['KUDOS', 1],
          ['UPLOAD_DONE', expect.any(Number)],
        ])
        expect(viewer.notifications.unreadCount).toBe(3)
        expect(await feedOf(again.ben)).toEqual([activity?.node.id])
        const { challenge: board } = await again.ana.get<{
          challenge: { participantCount: number; viewerEntry: { score: number; rank: number } }
        }>('query ($id: ID!) { challenge(id: $id) { participantCount viewerEntry { score rank } } }', { id: challenge })
        expect(board.participantCount).toBe(1)
        expect(board.viewerEntry.score).toBeCloseTo(activity?.node.distanceMeters ?? -1, 0)
        expect(await second.stop()).toBe('0')
      } finally {
        first.child.kill('SIGKILL')
        second?.child.kill('SIGKILL')
        await dropNamespace(config)
        rmSync(dataDir, { recursive: true, force: true })
      }
    })
  })
}
