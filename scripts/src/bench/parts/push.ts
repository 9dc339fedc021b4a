import { createUpload, follow, signUp } from '../athletes.ts'
import type { Sheet } from '../figures.ts'
import type { BenchOptions } from '../options.ts'
import { hourLongRides, shortRide } from '../recordings.ts'
import { subscribed } from '../socket.ts'
import type { World } from '../world.ts'

const FIRST_DAY_MS = Date.UTC(2018, 0, 1, 8)
const DAY_MS = 86_400_000

const FEED_ITEM = `subscription {
  feedItemAdded { id at athlete { displayName } ... on ActivityFeedItem { activity { name distanceMeters } } }
}`

interface Pushed {
  readonly feedItemAdded: { readonly athlete: { displayName: string } | null; readonly activity: { name: string } | null }
}

/** Measures one upload after the other on an idle platform, from the athlete's PUT to the message on a follower's websocket. */
export const push = async (world: World, sheet: Sheet, { quick, full }: BenchOptions): Promise<void> => {
  const follower = await signUp(world.url)
  const live = await subscribed<Pushed>(world.url, follower.token, FEED_ITEM)
  const latency = async (fileName: string, bytes: Uint8Array): Promise<number> => {
    // The recordings are of earlier days, and of several of one athlete only the first is announced at once.
    const uploader = await signUp(world.url)
    await follow(follower, uploader)
    await world.platform.rest()
    const upload = await createUpload(uploader, fileName, bytes)
    const putAt = await upload.put()
    const { data, at } = await live.next()
    if (data.feedItemAdded.athlete === null || data.feedItemAdded.activity === null) throw new Error('a push has holes')
    await world.platform.rest()
    return at - putAt
  }
  const run = async (group: string, fileName: string, files: readonly Uint8Array[], warmUp: number) => {
    const all: number[] = []
    for (const bytes of files) all.push(await latency(fileName, bytes))
    sheet.durations(group, 'PUT to push', all.slice(warmUp))
  }
  const warmUp = quick ? 1 : 10
  const [short, long] = quick ? [3, 2] : full ? [110, 110] : [25, 25]
  const shortRides = Array.from({ length: short }, (_, index) => shortRide(FIRST_DAY_MS + index * DAY_MS))
  await run('GPX of 2 min', 'short.gpx', shortRides, warmUp)
  await run('FIT of 1 h 18 min', 'ride.fit', hourLongRides(long), warmUp)
  await live.close()
}
