import { setTimeout as sleep } from 'node:timers/promises'
import { type LiveClient, openLiveClient } from './live-client.ts'
import type { Random } from './random.ts'
import type { Tally } from './tally.ts'
import * as life from './town.ts'

const DAY_MS = 86_400_000
/** After a socket has ended. */
const AGAIN_MS = 150

/** What the platform has said yes to, and must not lose. */
export interface Promises {
  /** Uploads whose bytes were accepted. */
  readonly uploads: Set<string>
  /** Uploads of which nobody knows whether their bytes arrived. */
  readonly unsure: Map<string, life.Townsman>
  /** `<subject>:<athlete>`. */
  readonly kudos: Set<string>
  readonly comments: Set<string>
  readonly posts: Set<string>
  /** Live sessions that were ended. */
  readonly ended: Set<string>
  /** By `<follower>:<followee>` the last that the follower was told. */
  readonly follows: Map<string, 'FOLLOWING' | 'NONE' | 'UNSURE'>
}

export interface Crowd {
  readonly promises: Promises
  /** How many messages came by sockets. */
  pushes(): number
  /** Ends all acts and sockets. */
  end(): Promise<void>
}

interface CrowdOptions {
  readonly endpoint: string
  readonly town: life.Town
  readonly random: Random
  readonly tally: Tally
  readonly pauseMs: number
}

/** Athletes who ride, read, cheer and write, each in a loop of its own, whatever the platform answers; and some who watch by a socket. */
export const openCrowd = ({ endpoint, town, random, tally, pauseMs }: CrowdOptions): Crowd => {
  const promises: Promises = {
    uploads: new Set(),
    unsure: new Map(),
    kudos: new Set(),
    comments: new Set(),
    posts: new Set(),
    ended: new Set(),
    follows: new Map(),
  }
  const { people, challengeId } = town
  let isOver = false
  let pushes = 0
  let rides = 0

  const ride = async (who: life.Townsman): Promise<void> => {
    rides += 1
    // Each starts at its own time, so that none is a duplicate. Half of them go over the segment.
    const longitude = random.next() < 0.5 ? life.THE_ROAD : life.THE_ROAD + random.next() * 20
    const bytes = life.gpxOf(Date.now() - DAY_MS - rides * 600_000, random.between(40, 90), longitude)
    const made = await tally.act('uploads', () => life.createUpload(who, bytes))
    if (made === null) return
    promises.unsure.set(made.id, who)
    if ((await tally.act('puts', () => life.putBytes(made, bytes))) === null) return
    promises.unsure.delete(made.id)
    promises.uploads.add(made.id)
  }
  const read = async (who: life.Townsman): Promise<void> => {
    await tally.act('feeds', () => life.feedOf(who))
    await tally.act('boards', () => life.boardOf(who, challengeId))
  }
  const react = async (who: life.Townsman): Promise<void> => {
    const others = people.filter(({ id }) => id !== who.id)
    const subject = (await tally.act('lists', () => life.ridesOf(random.pick(others))))?.[0]
    if (subject === undefined) return
    if ((await tally.act('kudos', () => life.giveKudos(who, subject))) !== null) promises.kudos.add(`${subject}:${who.id}`)
    const text = `Through the storm, ${random.between(1, 1_000_000)}`
    const written = await tally.act('comments', () => life.comment(who, subject, text))
    if (written !== null) promises.comments.add(written)
  }
  const write = async (who: life.Townsman): Promise<void> => {
    const id = await tally.act('posts', () => life.post(who, `A word, ${random.between(1, 1_000_000)}`))
    if (id !== null) promises.posts.add(id)
  }
  const unfollow = async (who: life.Townsman): Promise<void> => {
    const other = random.pick(people.filter(({ id }) => id !== who.id))
    const id = `${who.id}:${other.id}`
    promises.follows.set(id, 'UNSURE')
    const isUnfollowed = (await tally.act('unfollows', () => life.unfollow(who, other))) !== null
    if (random.next() < 0.3) {
      if (isUnfollowed) promises.follows.set(id, 'NONE')
      return
    }
    if ((await tally.act('follows', () => life.follow(who, other))) !== null) promises.follows.set(id, 'FOLLOWING')
  }
  const goLive = async (who: life.Townsman): Promise<void> => {
    const session = await tally.act('live sessions', () => life.startLive(who))
    if (session === null) return
    for (let part = 0; part < 3 && !isOver; part += 1)
      await tally.act('positions', () => life.recordPositions(who, session, part * 10))
    if ((await tally.act('ends of live sessions', () => life.endLive(who, session.id))) !== null) promises.ended.add(session.id)
  }
  const acts = [ride, ride, read, read, react, react, write, unfollow, goLive]

  const live = async (who: life.Townsman): Promise<void> => {
    while (!isOver) {
      await random.pick(acts)(who)
      await sleep(pauseMs * random.next())
    }
  }

  const sockets = new Set<LiveClient>()
  /** Watches by a socket, and connects again whenever it ends. */
  const watch = async (who: life.Townsman): Promise<void> => {
    while (!isOver) {
      const socket = await tally.act('sockets', () => openLiveClient(endpoint, who.api.token ?? ''))
      if (socket !== null) {
        sockets.add(socket)
        for (const query of [
          'subscription { feedItemAdded { id } }',
          'subscription { notificationReceived { id } }',
          `subscription { challengeLeaderboardChanged(challengeId: "${challengeId}") { __typename } }`,
        ])
          socket.subscribe(query, () => {
            pushes += 1
          })
        // Some read nothing of what comes.
        if (random.next() < 0.2) socket.stopReading()
        await socket.closed
        sockets.delete(socket)
      }
      await sleep(AGAIN_MS)
    }
  }
  const running = [...people.map(live), ...people.map(watch)]

  return {
    promises,
    pushes: () => pushes,
    async end() {
      isOver = true
      for (const socket of sockets) socket.close()
      await Promise.all(running)
      for (const socket of sockets) socket.close()
    },
  }
}
