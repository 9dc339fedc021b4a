import { describe, expect, it } from 'vitest'
import { tokenIn } from '../mailbox.ts'
import { emailOf, newAthlete, PASSWORD, type Person, person } from '../people.ts'
import type { WorldOf } from '../world.ts'

const verifyEmail = 'mutation ($token: String!) { verifyEmail(token: $token) }'
const createClub = 'mutation ($name: String!) { createClub(input: { name: $name }) { id } }'
const search = 'query ($query: String!) { searchAthletes(query: $query) { edges { node { id } } } }'
const suspend = 'mutation ($id: ID!, $until: DateTime!) { suspendAthlete(athleteId: $id, until: $until, reason: "Spam") { id } }'
const addComment = 'mutation ($id: ID!) { addComment(input: { subjectId: $id, text: "Still here" }) { id } }'

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
