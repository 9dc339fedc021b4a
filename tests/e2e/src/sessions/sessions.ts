import { describe, expect, it } from 'vitest'
import { newAthlete, nobody, PASSWORD, person } from '../people.ts'
import type { WorldOf } from '../world.ts'

const refresh =
  'mutation ($token: String!) { refreshSession(refreshToken: $token) { accessToken refreshToken viewer { id email } } }'

interface Own {
  readonly viewer: { readonly id: string; readonly athlete: { readonly id: string } }
}

interface Refreshed {
  readonly refreshSession: {
    readonly accessToken: string
    readonly refreshToken: string
    readonly viewer: { readonly id: string }
  }
}

export const sessions = (world: WorldOf): void => {
  describe('sessions', () => {
    it('give the viewer an id that does not depend on the other fields of the query', async () => {
      const ana = await newAthlete(world().url)
      const parts = [
        'email',
        'unreadNotificationCount',
        'uploads { edges { cursor } }',
        'clubs { edges { cursor } }',
        'roles gear { id }',
      ]
      const seen = await Promise.all(
        [...parts, parts.join(' ')].map(async (part) => {
          const { viewer } = await ana.get<Own>(`{ viewer { id athlete { id } ${part} } }`)
          expect(viewer.athlete.id).toBe(ana.id)
          return viewer.id
        }),
      )
      expect(new Set(seen).size).toBe(1)
      expect(seen[0]).not.toBe(ana.id)
      expect(await ana.get('query ($id: ID!) { node(id: $id) { id } }', { id: seen[0] })).toEqual({ node: null })
      const changed = await ana.get<{ updateProfile: { id: string }; markNotificationsRead: { id: string } }>(
        'mutation { updateProfile(input: { bio: "x" }) { id } markNotificationsRead(ids: []) { id unreadNotificationCount email } }',
      )
      expect([changed.updateProfile.id, changed.markNotificationsRead.id]).toEqual([seen[0], seen[0]])
    })

    it('rotate refresh tokens, and end when a token is used again after the next one', async () => {
      const ana = await newAthlete(world().url)
      const stranger = nobody(world().url)
      const first = await stranger.get<Refreshed>(refresh, { token: ana.refreshToken })
      expect(first.refreshSession.refreshToken).not.toBe(ana.refreshToken)
      const renewed = person(world().url, { ...ana, token: first.refreshSession.accessToken })
      expect(await renewed.get('{ viewer { athlete { id } } }')).toEqual({ viewer: { athlete: { id: ana.id } } })
      expect(await stranger.get<Refreshed>(refresh, { token: ana.refreshToken })).toEqual(first)
      const second = await stranger.get<Refreshed>(refresh, { token: first.refreshSession.refreshToken })

      expect(await stranger.refused(refresh, { token: ana.refreshToken })).toBe('UNAUTHENTICATED')
      expect(await stranger.refused(refresh, { token: second.refreshSession.refreshToken })).toBe('UNAUTHENTICATED')
      expect(await renewed.refused('{ viewer { id } }')).toBe('UNAUTHENTICATED')
    })

    it('end on signOut, also on a socket', async () => {
      const ana = await newAthlete(world().url)
      const live = await ana.live()
      live.subscribe('subscription { notificationReceived { id } }')
      await live.ready()
      expect(await ana.get('mutation { signOut }')).toEqual({ signOut: true })
      expect(await ana.refused('{ viewer { id } }')).toBe('UNAUTHENTICATED')
      expect(await live.closed).toMatchObject({ code: 4403 })
    })

    it('have the same error for a wrong password and an unknown address', async () => {
      const ana = await newAthlete(world().url)
      const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }'
      const attempts = [
        { email: `${ana.handle}@example.org`, password: `${PASSWORD}x` },
        { email: `nobody.${ana.handle}@example.org`, password: PASSWORD },
      ]
      const answers = await Promise.all(attempts.map((input) => nobody(world().url).ask(signIn, { input })))
      expect(answers[0]?.errors[0]?.extensions?.code).toBe('UNAUTHENTICATED')
      expect(answers[0]?.errors[0]?.message).toBe(answers[1]?.errors[0]?.message)
    })

    it('have an error for each wrong field of an input', async () => {
      const { errors } = await nobody(world().url).ask(
        'mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken } }',
        {
          input: { email: 'someone@example.org', password: 'short', handle: 'No Spaces!', displayName: '' },
        },
      )
      expect(errors[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: expect.arrayContaining([
          expect.objectContaining({ path: 'input.password' }),
          expect.objectContaining({ path: 'input.handle' }),
          expect.objectContaining({ path: 'input.displayName' }),
        ]),
      })
    })

    it('refuse a forged token, and a forged identity from outside', async () => {
      const ana = await newAthlete(world().url)
      const [header, , signature] = ana.token.split('.')
      const claims = Buffer.from(
        JSON.stringify({ sub: ana.id, sid: 'ses_x', iss: 'gruppetto', aud: 'gruppetto', exp: 9_999_999_999 }),
      )
      const forged = person(world().url, { ...ana, token: `${header}.${claims.toString('base64url')}.${signature}` })
      expect(await forged.refused('{ viewer { id } }')).toBe('UNAUTHENTICATED')
      const caller = { kind: 'athlete', athleteId: ana.id, sessionId: 's', roles: ['STAFF'], address: null }
      const payload = Buffer.from(JSON.stringify({ caller, expiresAtMs: 9_999_999_999_999 })).toString('base64url')
      const sneaky = person(world().url, { ...ana, token: '' }, { 'x-gruppetto-identity': `${payload}.AAAA` })
      expect(await sneaky.get('{ viewer { id } }')).toEqual({ viewer: null })
    })
  })
}
