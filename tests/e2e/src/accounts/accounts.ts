import { localDayOf } from '@gruppetto/graph'
import { readVapid, writeZip } from '@gruppetto/testing'
import { describe, expect, it } from 'vitest'
import { tokenIn } from '../mailbox.ts'
import { emailOf, newAthlete, PASSWORD, type Person, person, sendFile } from '../people.ts'
import { gpxRide, recording } from '../recordings.ts'
import type { WorldOf } from '../world.ts'

const verifyEmail = 'mutation ($token: String!) { verifyEmail(token: $token) }'
const createClub = 'mutation ($name: String!) { createClub(input: { name: $name }) { id } }'
const search = 'query ($query: String!) { searchAthletes(query: $query) { edges { node { id } } } }'
const suspend = 'mutation ($id: ID!, $until: DateTime!) { suspendAthlete(athleteId: $id, until: $until, reason: "Spam") { id } }'
const addComment = 'mutation ($id: ID!) { addComment(input: { subjectId: $id, text: "Still here" }) { id } }'

const cheer = 'mutation ($input: CheerInput!) { cheer(input: $input) }'
const registerPush = 'mutation ($input: WebPushInput!) { registerWebPush(input: $input) }'
const IMPORT =
  'query ($id: ID!) { upload(id: $id) { status archive { found imported duplicates failed failures { edges { node { fileName failure { code } } } } } } }'
const HOME =
  '{ viewer { athlete { badges { edges { node { badge { key imageUrl } } } } streak { currentDays atRiskSince } } notifications { edges { node { kind text } } } } }'

interface Home {
  readonly viewer: {
    readonly athlete: {
      readonly badges: {
        readonly edges: readonly { readonly node: { readonly badge: { readonly key: string; readonly imageUrl: string } } }[]
      }
      readonly streak: { readonly currentDays: number; readonly atRiskSince: string | null }
    }
    readonly notifications: { readonly edges: readonly { readonly node: { readonly kind: string; readonly text: string } }[] }
  }
}

const ZONE = 'Europe/Zurich'
const DAY_MS = 86_400_000
/** What of the real recordings is in the zip of somebody who comes from elsewhere; the last is none. */
const RECORDINGS = [
  'run-laps.fit',
  'ride-power-laps.fit',
  'swim-pool.fit',
  'ride-three-formats.gpx.gz',
  'not-activity-settings.fit',
]

interface Session {
  readonly accessToken: string
  readonly refreshToken: string
}

export const accounts = (world: WorldOf): void => {
  const found = async (who: Person, handle: string) =>
    (await who.get<{ searchAthletes: { edges: unknown[] } }>(search, { query: handle })).searchAthletes.edges.length

  const signIn = async (email: string, password: string): Promise<Session> => {
    const { signIn: session } = await world().nobody.get<{ signIn: Session }>(
      'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken refreshToken } }',
      { input: { email, password, device: 'e2e' } },
    )
    return session
  }

  describe('an account', () => {
    it('is found and founds clubs only once the link in the mail was opened', async () => {
      const [ana, ben] = [await newAthlete(world().url, 'anna'), await newAthlete(world().url, 'ben')]
      expect(await found(ben, ana.handle)).toBe(0)
      expect(await ana.refused(createClub, { name: `Too early ${ana.handle}` })).toBe('FORBIDDEN')
      await world().verify(ana)
      expect(await found(ben, ana.handle)).toBe(1)
      expect(await ana.get('{ viewer { emailVerified } }')).toEqual({ viewer: { emailVerified: true } })
      await ana.get(createClub, { name: `Club of ${ana.handle}` })
    })

    it('moves to another address, and gets a new password by mail, which ends the sessions and their sockets', async () => {
      const ana = await newAthlete(world().url, 'anna')
      await world().verify(ana)
      const fresh = `fresh-${emailOf(ana)}`
      await ana.get(
        'mutation ($email: EmailAddress!, $password: String!) { changeEmail(newEmail: $email, password: $password) { email } }',
        { email: fresh, password: PASSWORD },
      )
      await world().nobody.get(verifyEmail, { token: tokenIn((await world().mailsTo(fresh)).at(-1)) })
      expect(await ana.get('{ viewer { email } }')).toEqual({ viewer: { email: fresh } })

      await world().nobody.get('mutation ($email: EmailAddress!) { requestPasswordReset(email: $email) }', { email: fresh })
      const token = tokenIn((await world().mailsTo(fresh)).at(-1))
      const socket = await ana.live()
      await socket.ready()
      const password = 'a new and longer password 3'
      const { resetPassword } = await world().nobody.get<{ resetPassword: Session }>(
        'mutation ($token: String!, $password: String!) { resetPassword(token: $token, newPassword: $password) { accessToken refreshToken } }',
        { token, password },
      )
      expect(await socket.closed).toMatchObject({ code: 4403 })
      expect(await ana.refused('mutation { updateProfile(input: { bio: "x" }) { id } }')).toBe('UNAUTHENTICATED')
      const again = person(world().url, { ...ana, token: resetPassword.accessToken })
      expect(await again.get('{ viewer { email emailVerified } }')).toEqual({ viewer: { email: fresh, emailVerified: true } })
      await signIn(fresh, password)
    })

    it('begins with a zip of recordings that earn badges, cheers keep its streak, and its device can read what is pushed', async () => {
      const [ana, ben] = await Promise.all([newAthlete(world().url, 'anna'), newAthlete(world().url, 'ben')])
      const device = world().pushService.subscribe(`/${ana.handle}`)
      const { viewer: own } = await ana.get<{ viewer: { webPushPublicKey: string } }>('{ viewer { webPushPublicKey } }')
      await ana.get(registerPush, { input: device.input })
      await ben.get(cheer, { input: { athleteId: ana.id, message: 'Rest well!' } })

      const now = Date.now()
      const rides = [1, 2, 3].map((days) => ({
        name: `${days}.gpx`,
        bytes: gpxRide(now - days * DAY_MS, { longitude: 8 + days }),
      }))
      const files = [...RECORDINGS.map((name) => ({ name, bytes: recording(name) })), ...rides]
      const uploadId = await sendFile(ana, 'everything.zip', writeZip(files))
      await world().settle()
      expect(await ana.get(IMPORT, { id: uploadId })).toEqual({
        upload: {
          status: 'DONE',
          archive: {
            found: files.length,
            imported: files.length - 1,
            duplicates: 0,
            failed: 1,
            failures: { edges: [{ node: { fileName: RECORDINGS.at(-1), failure: { code: 'NOT_A_RECORDING' } } }] },
          },
        },
      })
      const before = (await ana.get<Home>(HOME)).viewer
      const badges = before.athlete.badges.edges.map(({ node }) => node.badge)
      expect(badges.map(({ key }) => key)).toEqual(
        expect.arrayContaining(['first-activity', 'run-5-km', 'swim-1-km', 'sports-3']),
      )
      const picture = await fetch(badges[0]?.imageUrl ?? '')
      expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8'])
      const kinds = before.notifications.edges.map(({ node }) => node.kind)
      expect(kinds.filter((kind) => /IMPORT|UPLOAD|CHEER/.test(kind))).toEqual(['IMPORT_DONE', 'CHEER'])

      // A day without training: who cheers others on keeps the streak.
      expect(before.athlete.streak).toEqual({ currentDays: 3, atRiskSince: localDayOf(now, ZONE) })
      for (let given = 0; given < 10; given += 1) await ana.get(cheer, { input: { athleteId: ben.id, message: 'Go on!' } })
      await world().settle()
      expect((await ana.get<Home>(HOME)).viewer.athlete.streak).toEqual({ currentDays: 3, atRiskSince: null })

      const pushes = await world().pushService.next(device.path)
      expect(pushes.map(({ payload }) => payload.kind)).toContain('CHEER')
      for (const { headers } of pushes)
        expect(readVapid(headers.authorization ?? '', own.webPushPublicKey)).toMatchObject({ aud: world().pushService.origin })
      expect(pushes.map(({ payload }) => payload.body).join()).toContain('Rest well!')
    })

    it('only reads while it is suspended, in every subgraph and on a socket that is open', async () => {
      const [ana, boss] = [await newAthlete(world().url, 'anna'), await newAthlete(world().url, 'boss')]
      await world().grantStaff(boss.handle)
      const staff = person(world().url, { ...boss, token: (await signIn(emailOf(boss), PASSWORD)).accessToken })
      const { createPost } = await ana.get<{ createPost: { id: string } }>(
        'mutation { createPost(input: { text: "Hello" }) { id } }',
      )
      const socket = await ana.live()
      await socket.ready()
      const until = new Date(Date.now() + 86_400_000).toISOString()
      expect(await ana.refused(suspend, { id: ana.id, until })).toBe('FORBIDDEN')
      await staff.get(suspend, { id: ana.id, until })
      await world().settle()

      const writes: readonly [string, Record<string, unknown>][] = [
        ['mutation { updateProfile(input: { bio: "x" }) { id } }', {}],
        [addComment, { id: createPost.id }],
        ['mutation { createUpload(input: { fileName: "a.gpx", sizeBytes: 10 }) { id } }', {}],
        [createClub, { name: 'Never' }],
      ]
      for (const [query, variables] of writes) {
        const { errors } = await ana.ask(query, variables)
        expect(errors[0]?.extensions, query).toMatchObject({ code: 'FORBIDDEN', suspendedUntil: until })
      }
      const overSocket = socket.subscribe(addComment, { id: createPost.id })
      await expect(overSocket.next()).rejects.toThrow(/FORBIDDEN/)
      expect(await ana.get('{ viewer { suspendedUntil } }')).toEqual({ viewer: { suspendedUntil: until } })
      await signIn(emailOf(ana), PASSWORD)

      await staff.get('mutation ($id: ID!) { liftSuspension(athleteId: $id) { id } }', { id: ana.id })
      await world().settle()
      await ana.get(addComment, { id: createPost.id })
      await socket.close()
    })
  })
}
