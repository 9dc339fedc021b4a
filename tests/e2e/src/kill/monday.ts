import { setTimeout as sleep } from 'node:timers/promises'
import { within } from '@gruppetto/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unzip } from '../leaving/unzip.ts'
import { emailOf, follow, newAthlete, type Person } from '../people.ts'
import type { PlatformProcess } from '../processes.ts'
import { type Home, openHome } from './home.ts'

const DAY_MS = 24 * 3_600_000
const program = new URL('./monday-process.ts', import.meta.url)

/** The points at which the process is killed: on the way of a digest, then on the way of a data export. Each takes seconds, so one stands for each step. */
const STAGES = [
  'relay:digest.prepared',
  'social-write-digests:saved',
  'athletes-send-mail:committed',
  'clubs-write-exports:prepared',
  'athletes-assemble-exports:half',
  'athletes-assemble-exports:saved',
] as const

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

/** Defines tests that kill -9 the process on a Monday, while it makes digests and an export. */
export const monday = (): void => {
  describe('a new start after kill -9 tells each week once, and offers no half export', () => {
    let home: Home
    const mondayMs = nextMondayMs(Date.now())
    beforeAll(async () => {
      home = await openHome(program, { CLOCK_AHEAD_MS: String(mondayMs - Date.now()) })
    })
    afterAll(() => home?.close())

    const about = async (who: Person, subject: RegExp) =>
      (await home.mailsTo(emailOf(who))).filter((mail) => subject.test(mail)).length

    /** Two athletes with verified addresses, who want the mail of the digest. */
    const newPeople = async (): Promise<readonly [Person, Person]> => {
      const people = await Promise.all([newAthlete(home.url, 'ana'), newAthlete(home.url, 'ben')])
      await home.verify(...people)
      for (const who of people) await who.get('mutation { setNotificationPreference(kind: DIGEST, mail: true) { id } }')
      return people
    }

    /** Who has just signed up has no digest before the next Monday: they have been there for a week. */
    const makeDue = (people: readonly Person[]) =>
      home.inside(async (runtime) => {
        const { connection } = await runtime.database('clubs')
        await connection
          .collection<{ _id: string }>('digests')
          .updateMany({ _id: { $in: people.map(({ id }) => id) } }, { $set: { week: null, lookAt: new Date(mondayMs) } })
      })

    const digestsPrepared = async (started: PlatformProcess): Promise<void> => {
      started.child.kill('SIGHUP')
      for (const end = Date.now() + 30_000; Date.now() < end && !started.output().includes('the digests are prepared'); )
        await sleep(20)
      expect(started.output()).toContain('the digests are prepared')
    }

    it.each(STAGES.map((stage, i) => [stage, STAGES[i + 1] ?? null] as const))('%s', async (stage, next) => {
      const first = await home.processFor(stage)
      const [ana, ben] = await newPeople()
      await follow(ben, ana)
      const input = {
        name: 'Around the lake',
        sport: 'RIDE',
        startedAt: new Date(mondayMs - 3 * DAY_MS).toISOString(),
        timeZone: 'Europe/Zurich',
        elapsedSeconds: 3600,
        distanceMeters: 20_000,
        visibility: 'EVERYONE',
      }
      await ana.get('mutation ($input: ManualActivityInput!) { createManualActivity(input: $input) { id } }', { input })
      await home.settle()
      await makeDue([ana, ben])

      first.child.kill('SIGUSR2')
      await ana.ask(askForExport).catch(() => null)
      expect(await within(30_000, first.ended, () => 'still running'), first.output()).toBe('SIGKILL')

      const second = await home.processFor(next)
      // Who looks now is offered a whole archive or none. Who asks again gets the export that goes on.
      const { dataExports: before } = await stateOf(ana)
      for (const { status, url, parts } of before)
        if (status === 'DONE') await expectWhole(url, ana)
        else expect({ url, parts }).toEqual({ url: null, parts: [] })
      if (before.every(({ status }) => status !== 'DONE')) {
        const asked = await ana.get<{ requestDataExport: { id: string } }>(askForExport)
        const known = before.map(({ id }) => id)
        if (known.length > 0 && !known.includes(asked.requestDataExport.id)) {
          // It was done before its athlete could ask again, who has asked for another one.
          const now = (await stateOf(ana)).dataExports.filter(({ id }) => known.includes(id))
          expect(now.map(({ status }) => status)).toEqual(known.map(() => 'DONE'))
          await digestsPrepared(second)
          await home.settle()
          return
        }
      }
      await digestsPrepared(second)
      await home.settle()

      const state = await stateOf(ana)
      expect(state.dataExports).toMatchObject([{ status: 'DONE', parts: [expect.any(String)] }])
      await expectWhole(state.dataExports[0]?.url, ana)
      const kindsOf = ({ notifications }: Exports['viewer']) => notifications.edges.map(({ node }) => node.kind).sort()
      expect(kindsOf(state)).toEqual(['DIGEST', 'EXPORT_READY', 'FOLLOWED'])
      expect(kindsOf(await stateOf(ben))).toEqual(['DIGEST'])
      expect([await about(ana, /^Subject: Your week/m), await about(ben, /^Subject: Your week/m)]).toEqual([1, 1])
      expect(await about(ana, /^Subject: Your data/m)).toBe(1)
      if (next === null) {
        const [code, output] = await home.stop()
        expect(code, output).toBe('0')
      }
    })
  })
}
