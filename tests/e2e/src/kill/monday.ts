import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unzip } from '../leaving/unzip.ts'
import { emailOf, follow, newAthlete, type Person } from '../people.ts'
import type { PlatformProcess } from '../processes.ts'
import { type Home, JOURNEY_MS, openHome } from './home.ts'

const DAY_MS = 24 * 3_600_000
const program = new URL('./monday-process.ts', import.meta.url)

/** Returns the next Monday at eight o'clock in UTC: nobody's digest is due before, and those in Zurich are. */
const nextMondayMs = (nowMs: number): number => {
  const today = new Date(nowMs)
  const days = ((8 - today.getUTCDay()) % 7) + 7
  return Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() + days, 8)
}

interface Exports {
  readonly viewer: {
    readonly dataExports: readonly {
      readonly id: string
      readonly status: string
      readonly url: string | null
      readonly parts: readonly string[]
    }[]
    readonly notifications: { readonly edges: readonly { readonly node: { readonly kind: string } }[] }
  }
}

const stateOf = async (who: Person): Promise<Exports['viewer']> =>
  (await who.get<Exports>('{ viewer { dataExports { id status url parts } notifications { edges { node { kind } } } } }')).viewer

const askForExport = 'mutation { requestDataExport { id } }'

/** Expects an archive with every file that its page lists, each of them whole. */
const expectWhole = async (url: string | null | undefined, who: Person): Promise<void> => {
  const answer = await fetch(url ?? '')
  expect(answer.status).toBe(200)
  const files = unzip(Buffer.from(await answer.arrayBuffer()))
  const page = files.get('index.html')?.toString('utf8') ?? ''
  const listed = [...page.matchAll(/<a href="([^"]+)"/g)].map(([, path]) => path ?? '')
  expect(listed).toEqual(expect.arrayContaining(['athletes/accounts.json', 'activities/activities.json', 'social/follows.json']))
  for (const path of listed) JSON.parse(files.get(path)?.toString('utf8') ?? '')
  expect(JSON.parse(files.get('athletes/accounts.json')?.toString('utf8') ?? '')).toMatchObject([{ _id: who.id }])
}

/**
 * Defines a test that kills -9 the process on a Monday: on the way of a digest, then while each of three athletes gets an export. Each kill
 * takes seconds, so one stands for each step.
 */
export const monday = (): void => {
  describe('a new start after kill -9 tells each week once, and offers no half export', () => {
    let home: Home
    const mondayMs = nextMondayMs(Date.now())
    beforeEach(async () => {
      home = await openHome(program, { CLOCK_AHEAD_MS: String(mondayMs - Date.now()) })
      await home.processFor('relay:digest.prepared')
    })
    afterEach(() => home?.close())

    const about = async (who: Person, subject: RegExp) =>
      (await home.mailsTo(emailOf(who))).filter((mail) => subject.test(mail)).length

    const digestsPrepared = async (started: PlatformProcess): Promise<void> => {
      started.child.kill('SIGHUP')
      for (const end = Date.now() + 30_000; Date.now() < end && !started.output().includes('the digests are prepared'); )
        await sleep(20)
      expect(started.output()).toContain('the digests are prepared')
    }

    it('two digests, then three exports', { timeout: JOURNEY_MS }, async () => {
      const [ana, ben, cleo] = await Promise.all(['ana', 'ben', 'cleo'].map((name) => newAthlete(home.url, name)))
      if (!ana || !ben || !cleo) throw new Error('nobody signed up')
      await home.verify(ana, ben, cleo)
      for (const who of [ana, ben]) await who.get('mutation { setNotificationPreference(kind: DIGEST, mail: true) { id } }')
      await follow(ben, ana)
      await follow(cleo, ben)
      // Only Ana's is of the week that is told.
      for (const [who, daysAgo] of [
        [ana, 3],
        [ben, 21],
        [cleo, 21],
      ] as const) {
        const input = {
          name: 'Around the lake',
          sport: 'RIDE',
          startedAt: new Date(mondayMs - daysAgo * DAY_MS).toISOString(),
          timeZone: 'Europe/Zurich',
          elapsedSeconds: 3600,
          distanceMeters: 20_000,
          visibility: 'EVERYONE',
        }
        await who.get('mutation ($input: ManualActivityInput!) { createManualActivity(input: $input) { id } }', { input })
      }
      await home.settle()

      await home.diesAt('relay:digest.prepared')
      await home.diesAt('social-write-digests:saved')
      await home.diesAt('athletes-send-mail:committed')

      /** Kills the process while it makes an export, and looks at it when the next one, to be killed later, has started. */
      const exportThroughTheStorm = async (who: Person, stage: string, next: string | null) => {
        await home.processFor(stage)
        await home.settle()
        await home.diesAt(stage, () => who.ask(askForExport))
        await home.processFor(next)
        // Who looks now is offered a whole archive or none. Who asks again gets the export that goes on.
        const { dataExports: before } = await stateOf(who)
        for (const { status, url, parts } of before)
          if (status === 'DONE') await expectWhole(url, who)
          else expect({ url, parts }).toEqual({ url: null, parts: [] })
        if (before.every(({ status }) => status !== 'DONE')) {
          const asked = await who.get<{ requestDataExport: { id: string } }>(askForExport)
          if (before.length > 0) expect(before.map(({ id }) => id)).toContain(asked.requestDataExport.id)
        }
        await home.settle()
      }
      await exportThroughTheStorm(ana, 'clubs-write-exports:prepared', 'athletes-assemble-exports:half')
      await exportThroughTheStorm(ben, 'athletes-assemble-exports:half', 'athletes-assemble-exports:saved')
      await exportThroughTheStorm(cleo, 'athletes-assemble-exports:saved', null)
      await digestsPrepared(home.latest())
      await home.settle()

      const kinds = [
        [ana, ['DIGEST', 'EXPORT_READY', 'FOLLOWED']],
        [ben, ['DIGEST', 'EXPORT_READY', 'FOLLOWED']],
        [cleo, ['EXPORT_READY']],
      ] as const
      for (const [who, expected] of kinds) {
        const { dataExports, notifications } = await stateOf(who)
        expect(dataExports).toMatchObject([{ status: 'DONE', parts: [expect.any(String)] }])
        await expectWhole(dataExports[0]?.url, who)
        expect(notifications.edges.map(({ node }) => node.kind).sort()).toEqual(expected)
        expect(await about(who, /^Subject: Your data/m)).toBe(1)
      }
      expect([await about(ana, /^Subject: Your week/m), await about(ben, /^Subject: Your week/m)]).toEqual([1, 1])
      const [code, output] = await home.stop()
      expect(code, output).toBe('0')
    })
  })
}
