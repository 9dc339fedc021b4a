import { publicRoutesOf, viewerRootId } from '@gruppetto/graph'
import { callRoute } from '@gruppetto/testing'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asAthlete, claimsOf, openWorld, PASSWORD, REFRESH, SIGN_IN, type World } from './world.ts'

const SESSIONS = '{ viewer { sessions { id device current createdAt lastUsedAt } } }'
const END = 'mutation ($id: ID!) { endSession(id: $id) { id sessions { id current } } }'

let world: World
let skewMs = 0
beforeAll(async () => {
  world = await openWorld({ now: () => Date.now() + skewMs })
})
afterAll(() => world.close())

const revokedTtl = (sessionId: string) => world.runtime.redis.pttl(`revoked:${sessionId}`)
const refresh = (token: string) => world.ask(REFRESH, { token })

describe('signIn', () => {
  it('opens another session, with its device', async () => {
    const someone = await world.signUp()
    const { data } = await world.ask(SIGN_IN, {
      input: { email: someone.email.toUpperCase(), password: PASSWORD, device: ' Phone ' },
    })
    const { viewer, accessToken } = data.signIn
    expect(viewer.athlete.id).toBe(someone.id)
    const session = claimsOf(accessToken).sid
    expect(session).not.toBe(someone.sessionId)
    expect(viewer.sessions).toEqual([
      { id: session, device: 'Phone', current: true },
      { id: someone.sessionId, device: null, current: false },
    ])
    const seen = await world.ask(SESSIONS, {}, someone.caller)
    expect(seen.data.viewer.sessions.map((row: { current: boolean }) => row.current)).toEqual([false, true])
  })

  it('gives the same answer for a wrong password and an unknown address', async () => {
    const { email } = await world.signUp()
    const wrong = await world.ask(SIGN_IN, { input: { email, password: 'not the password' } })
    const unknown = await world.ask(SIGN_IN, { input: { email: 'nobody-here@example.org', password: 'not the password' } })
    expect(wrong.codes).toEqual(['UNAUTHENTICATED'])
    expect(unknown.errors).toEqual(wrong.errors)
    const huge = await world.ask(SIGN_IN, { input: { email, password: PASSWORD + 'x'.repeat(50_000) } })
    expect(huge.codes).toEqual(['UNAUTHENTICATED'])
  })

  it('accepts a password in either Unicode form', async () => {
    const { email } = await world.signUp({ password: 'caf\u00e9 noir ou lait' })
    const { codes } = await world.ask(SIGN_IN, { input: { email, password: 'cafe\u0301 noir ou lait' } })
    expect(codes).toEqual([])
  })
})

describe('refreshSession', () => {
  it('exchanges each token for the next one', async () => {
    const someone = await world.signUp()
    let token = someone.refreshToken
    const seen = new Set([token])
    for (let round = 0; round < 3; round += 1) {
      const { data, codes } = await refresh(token)
      expect(codes).toEqual([])
      expect(data.refreshSession.viewer).toMatchObject({
        id: viewerRootId(someone.id),
        email: someone.email,
        sessions: [{ current: true }],
      })
      expect(claimsOf(data.refreshSession.accessToken)).toMatchObject({ sub: someone.id, sid: someone.sessionId })
      token = data.refreshSession.refreshToken
      seen.add(token)
    }
    expect(seen.size).toBe(4)
    expect(await revokedTtl(someone.sessionId)).toBe(-2)
  })

  it('returns the same tokens for every repeat within 30 s', async () => {
    const someone = await world.signUp()
    const first = (await refresh(someone.refreshToken)).data.refreshSession
    try {
      for (const waitMs of [0, 1_500, 29_000]) {
        skewMs = waitMs
        const { data, codes } = await refresh(someone.refreshToken)
        expect(codes).toEqual([])
        const { accessToken, refreshToken } = data.refreshSession
        expect({ accessToken, refreshToken }).toEqual({ accessToken: first.accessToken, refreshToken: first.refreshToken })
      }
      // The repeated token is valid.
      expect((await refresh(first.refreshToken)).codes).toEqual([])
    } finally {
      skewMs = 0
    }
  })

  it('ends the session for a repeat after 30 s, and after the next token was used', async () => {
    const late = await world.signUp()
    await refresh(late.refreshToken)
    try {
      skewMs = 31_000
      expect((await refresh(late.refreshToken)).codes).toEqual(['UNAUTHENTICATED'])
      expect(await revokedTtl(late.sessionId)).toBeGreaterThan(0)
    } finally {
      skewMs = 0
    }
    const early = await world.signUp()
    const next = (await refresh(early.refreshToken)).data.refreshSession.refreshToken
    await refresh(next)
    expect((await refresh(early.refreshToken)).codes).toEqual(['UNAUTHENTICATED'])
    expect(await revokedTtl(early.sessionId)).toBeGreaterThan(0)
  })

  it('ends the session at the next use when a thief and the owner both came within 30 s', async () => {
    const someone = await world.signUp()
    const [mine, theirs] = await Promise.all([refresh(someone.refreshToken), refresh(someone.refreshToken)])
    expect(theirs.data.refreshSession.refreshToken).toBe(mine.data.refreshSession.refreshToken)
    await refresh(mine.data.refreshSession.refreshToken)
    try {
      skewMs = 60_000
      expect((await refresh(theirs.data.refreshSession.refreshToken)).codes).toEqual(['UNAUTHENTICATED'])
      expect(await revokedTtl(someone.sessionId)).toBeGreaterThan(0)
    } finally {
      skewMs = 0
    }
  })

  it('refuses a repeat for a session that has ended', async () => {
    const someone = await world.signUp()
    await refresh(someone.refreshToken)
    await world.ask('mutation { signOut }', {}, someone.caller)
    expect((await refresh(someone.refreshToken)).codes).toEqual(['UNAUTHENTICATED'])
  })

  it('ends the session when an older token is used again', async () => {
    const someone = await world.signUp()
    const second = (await refresh(someone.refreshToken)).data.refreshSession.refreshToken
    const third = (await refresh(second)).data.refreshSession.refreshToken
    const reuse = await refresh(someone.refreshToken)
    expect(reuse.codes).toEqual(['UNAUTHENTICATED'])
    expect(reuse.data).toBeNull()
    expect((await refresh(third)).codes).toEqual(['UNAUTHENTICATED'])
    const ttl = await revokedTtl(someone.sessionId)
    expect(ttl).toBeGreaterThanOrEqual(900_000)
    expect(ttl).toBeLessThanOrEqual(960_000)
    const { data } = await world.ask(SIGN_IN, { input: { email: someone.email, password: PASSWORD } })
    expect(data.signIn.viewer.sessions).toHaveLength(1)
  })

  it('returns the same next token for several requests with one token at once', async () => {
    const someone = await world.signUp()
    const answers = await Promise.all(Array.from({ length: 6 }, () => refresh(someone.refreshToken)))
    expect(answers.flatMap(({ codes }) => codes)).toEqual([])
    const given = new Set(answers.map(({ data }) => JSON.stringify(data.refreshSession)))
    expect(given.size).toBe(1)
    expect((await refresh(answers[0]?.data.refreshSession.refreshToken)).codes).toEqual([])
  })

  it('refuses tokens that it did not issue, and they end no session', async () => {
    const someone = await world.signUp()
    const [family = '', secret = ''] = someone.refreshToken.split('.')
    for (const token of ['', 'x', someone.sessionId, someone.accessToken, `${secret}.${family}`, `${'A'.repeat(43)}.${secret}`]) {
      expect((await refresh(token)).codes).toEqual(['UNAUTHENTICATED'])
    }
    expect((await refresh(someone.refreshToken)).codes).toEqual([])
  })

  it('expires a session 60 days after its last use', async () => {
    const someone = await world.signUp()
    const day = 86_400_000
    try {
      skewMs = 59 * day
      const next = (await refresh(someone.refreshToken)).data.refreshSession.refreshToken
      skewMs = 118 * day
      const last = (await refresh(next)).data.refreshSession.refreshToken
      skewMs = 179 * day
      expect((await refresh(last)).codes).toEqual(['UNAUTHENTICATED'])
    } finally {
      skewMs = 0
    }
  })
})

describe('ending a session', () => {
  it('that has expired tells others once, and nothing of one that was used meanwhile', async () => {
    const [someone, other] = [await world.signUp(), await world.signUp()]
    const told = await world.listenTo('sessions.ended')
    const toldOf = ({ sessionId }: typeof someone) => told.filter(({ sessionIds }) => sessionIds.includes(sessionId)).length
    const job = world.subgraph.opened.jobs.find(({ name }) => name === 'athletes-end-expired-sessions')
    const day = 86_400_000
    try {
      skewMs = 59.9 * day
      await refresh(other.refreshToken)
      await job?.run()
      await world.settle()
      expect([toldOf(someone), toldOf(other)]).toEqual([0, 0])
      skewMs = 60 * day + 1000
      await Promise.all([job?.run(), job?.run()])
      await job?.run()
      await world.settle()
      expect([toldOf(someone), toldOf(other)]).toEqual([1, 0])
      // The row is kept until then, so that no expired session goes untold.
      const row = await world.subgraph.opened.database.connection
        .collection<{ _id: string; expiresAt: Date }>('sessions')
        .findOne({ _id: someone.sessionId })
      expect(row?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 60.9 * day)
    } finally {
      skewMs = 0
    }
  })

  it('signOut ends only the current one', async () => {
    const someone = await world.signUp()
    const other = (await world.ask(SIGN_IN, { input: { email: someone.email, password: PASSWORD } })).data.signIn
    expect((await world.ask('mutation { signOut }', {}, someone.caller)).data).toEqual({ signOut: true })
    expect(await revokedTtl(someone.sessionId)).toBeGreaterThan(0)
    expect((await refresh(someone.refreshToken)).codes).toEqual(['UNAUTHENTICATED'])
    expect((await refresh(other.refreshToken)).codes).toEqual([])
    // Signing out again changes nothing.
    expect((await world.ask('mutation { signOut }', {}, someone.caller)).data).toEqual({ signOut: true })
    expect((await world.ask('mutation { signOut }')).codes).toEqual(['UNAUTHENTICATED'])
  })

  it('endSession ends another session of the viewer', async () => {
    const someone = await world.signUp()
    const other = (await world.ask(SIGN_IN, { input: { email: someone.email, password: PASSWORD } })).data.signIn
    const id = claimsOf(other.accessToken).sid
    const { data } = await world.ask(END, { id }, someone.caller)
    expect(data.endSession).toEqual({ id: viewerRootId(someone.id), sessions: [{ id: someone.sessionId, current: true }] })
    expect(await revokedTtl(id)).toBeGreaterThan(0)
    expect((await refresh(other.refreshToken)).codes).toEqual(['UNAUTHENTICATED'])
    expect((await world.ask(END, { id }, someone.caller)).codes).toEqual(['NOT_FOUND'])
  })

  it('endSession refuses the session of another athlete', async () => {
    const [someone, other] = [await world.signUp(), await world.signUp()]
    expect((await world.ask(END, { id: other.sessionId }, someone.caller)).codes).toEqual(['NOT_FOUND'])
    expect((await world.ask(END, { id: '{"$ne":1}' }, someone.caller)).codes).toEqual(['NOT_FOUND'])
    expect((await world.ask(END, { id: other.sessionId })).codes).toEqual(['UNAUTHENTICATED'])
    expect((await refresh(other.refreshToken)).codes).toEqual([])
  })

  it('is written to Redis again after Redis has lost it, as long as a token may be valid', async () => {
    const someone = await world.signUp()
    await world.ask('mutation { signOut }', {}, someone.caller)
    await world.runtime.redis.del(`revoked:${someone.sessionId}`)
    const job = world.subgraph.opened.jobs.find(({ name }) => name === 'athletes-restore-revocations')
    try {
      skewMs = 10 * 60_000
      await job?.run()
      const ttl = await revokedTtl(someone.sessionId)
      expect(ttl).toBeGreaterThan(5 * 60_000)
      expect(ttl).toBeLessThanOrEqual(6 * 60_000)
      await world.runtime.redis.del(`revoked:${someone.sessionId}`)
      skewMs = 17 * 60_000
      await job?.run()
      expect(await revokedTtl(someone.sessionId)).toBe(-2)
    } finally {
      skewMs = 0
    }
  })
})

describe('the session of a browser', () => {
  const call = (method: 'PUT' | 'POST' | 'DELETE', more: { body?: unknown; cookie?: string; site?: string } = {}) =>
    callRoute([publicRoutesOf(world.subgraph)], {
      method,
      url: '/session',
      headers: {
        'sec-fetch-site': more.site ?? 'same-origin',
        ...(more.cookie === undefined ? {} : { cookie: `gruppetto=${more.cookie}` }),
        ...(more.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(more.body === undefined ? {} : { payload: JSON.stringify(more.body) }),
    })
  const cookieIn = (answer: Awaited<ReturnType<typeof call>>) =>
    /^gruppetto=([^;]*); Max-Age=(\d+); Path=\/session; HttpOnly; SameSite=Strict$/.exec(
      String(answer.headers['set-cookie']),
    )?.[1]

  it('keeps the refresh token in a cookie, and uses up the one that the page has seen', async () => {
    const someone = await world.signUp()
    const put = await call('PUT', { body: { refreshToken: someone.refreshToken } })
    expect(put.statusCode).toBe(200)
    expect(Object.keys(put.json()).sort()).toEqual(['accessToken', 'accessTokenExpiresAt'])
    expect(claimsOf(put.json().accessToken)).toMatchObject({ sub: someone.id, sid: someone.sessionId })
    const cookie = cookieIn(put)
    expect(cookie).not.toBe(someone.refreshToken)
    const post = await call('POST', { cookie: cookie ?? '' })
    expect(post.statusCode).toBe(200)
    expect(cookieIn(post)).not.toBe(cookie)
    // The token of the page is older than the last one now: whoever comes with it has stolen it, and the session ends.
    expect((await refresh(someone.refreshToken)).codes).toEqual(['UNAUTHENTICATED'])
    const after = await call('POST', { cookie: cookieIn(post) ?? '' })
    expect([after.statusCode, cookieIn(after)]).toEqual([401, ''])
  })

  describe('whose answer was lost', () => {
    const opened = async () => {
      const someone = await world.signUp()
      return { ...someone, cookie: cookieIn(await call('PUT', { body: { refreshToken: someone.refreshToken } })) ?? '' }
    }
    const post = async (cookie: string, attempt: string | null) => {
      const answer = await call('POST', { cookie, ...(attempt === null ? {} : { body: { attempt } }) })
      return { status: answer.statusCode, cookie: cookieIn(answer) ?? '', body: answer.json() }
    }
    const [mine, other] = ['my-attempt-of-today-1', 'an-attempt-of-another']
    const day = 86_400_000

    it('goes on under the name of its attempt, however late, twice and at once, until the next token is used', async () => {
      const { cookie, sessionId } = await opened()
      try {
        const lost = await post(cookie, mine)
        for (const waitMs of [31_000, 7 * day, 65 * day]) {
          skewMs = waitMs
          const answers = await Promise.all(Array.from({ length: 4 }, () => post(cookie, mine)))
          expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
          expect(answers[0]).toMatchObject({ status: 200, cookie: lost.cookie })
          // The access token of the answer that was lost has expired.
          expect(Date.parse(answers[0]?.body.accessTokenExpiresAt)).toBeGreaterThan(Date.now() + waitMs + 14 * 60_000)
        }
        expect(await revokedTtl(sessionId)).toBe(-2)
        // It arrived at last, and the next one is used. Whoever has the old one now is somebody else.
        const next = await post(lost.cookie, 'the-attempt-after-that')
        expect(next.status).toBe(200)
        expect((await post(cookie, mine)).status).toBe(401)
        expect(await revokedTtl(sessionId)).toBeGreaterThan(0)
        expect((await post(next.cookie, mine)).status).toBe(401)
      } finally {
        skewMs = 0
      }
    })

    it('ends when it comes late under another name, or none: somebody else has used its token', async () => {
      try {
        for (const [first, second] of [
          [mine, other],
          [mine, null],
          [null, mine],
          [null, null],
        ] as const) {
          const { cookie, sessionId } = await opened()
          skewMs = 0
          const theirs = await post(cookie, first)
          // Two windows that come at once are no thieves, whatever they call it.
          expect(await post(cookie, second)).toEqual(theirs)
          skewMs = 31_000
          expect(await post(cookie, second)).toMatchObject({ status: 401, cookie: '' })
          expect(await revokedTtl(sessionId)).toBeGreaterThan(0)
          expect((await post(theirs.cookie, first)).status).toBe(401)
        }
      } finally {
        skewMs = 0
      }
    })

    it('ends when a thief knew the name too, as soon as the second of them goes on', async () => {
      const { cookie } = await opened()
      try {
        const lost = await post(cookie, mine)
        skewMs = day
        const theirs = await post(cookie, mine)
        const own = await post(cookie, mine)
        expect([theirs.cookie, own.cookie]).toEqual([lost.cookie, lost.cookie])
        expect((await post(theirs.cookie, other)).status).toBe(200)
        skewMs = 2 * day
        expect((await post(own.cookie, 'the-attempt-after-that')).status).toBe(401)
      } finally {
        skewMs = 0
      }
    })

    it('at the same late moment as the next token, never gets two tokens that both hold', async () => {
      const { cookie } = await opened()
      const lost = await post(cookie, mine)
      try {
        skewMs = day
        const answers = await Promise.all([post(cookie, mine), post(lost.cookie, other)])
        const given = answers.flatMap((answer) => (answer.status === 200 ? [answer.cookie] : []))
        expect(new Set(given).size).toBe(given.length)
        expect((await post(cookie, mine)).status).toBe(401)
        for (const token of given) expect((await post(token, other)).status).toBe(401)
      } finally {
        skewMs = 0
      }
    })

    it('ends like any other after 60 days without use', async () => {
      const { cookie } = await opened()
      await post(cookie, mine)
      try {
        skewMs = 60 * day + 1_000
        expect((await post(cookie, mine)).status).toBe(401)
      } finally {
        skewMs = 0
      }
    })

    it('is refused a name that is none, and loses nothing', async () => {
      const { cookie } = await opened()
      for (const body of [{}, { attempt: 7 }, { attempt: 'short' }, { attempt: 'x'.repeat(201) }, []]) {
        const refused = await call('POST', { cookie, body })
        expect([refused.statusCode, refused.headers['set-cookie']]).toEqual([400, undefined])
      }
      expect((await post(cookie, mine)).status).toBe(200)
    })
  })

  it('is ended by DELETE, twice as well as once', async () => {
    const someone = await world.signUp()
    const cookie = cookieIn(await call('PUT', { body: { refreshToken: someone.refreshToken } })) ?? ''
    for (let round = 0; round < 2; round += 1) {
      const ended = await call('DELETE', { cookie })
      expect([ended.statusCode, cookieIn(ended)]).toEqual([204, ''])
    }
    expect(await revokedTtl(someone.sessionId)).toBeGreaterThan(0)
    expect((await call('POST', { cookie })).statusCode).toBe(401)
  })

  it('is for pages of the platform alone, and bad input changes nothing', async () => {
    const someone = await world.signUp()
    const body = { refreshToken: someone.refreshToken }
    for (const method of ['PUT', 'POST', 'DELETE'] as const) {
      for (const site of ['cross-site', 'same-site', 'none']) {
        const refused = await call(method, { body, cookie: someone.refreshToken, site })
        expect([refused.statusCode, refused.headers['set-cookie']]).toEqual([403, undefined])
      }
    }
    expect((await call('POST')).statusCode).toBe(204)
    expect((await call('DELETE')).statusCode).toBe(204)
    for (const wrong of [{}, { refreshToken: 7 }, { refreshToken: 'x'.repeat(5_000) }, []]) {
      expect((await call('PUT', { body: wrong })).statusCode).toBe(400)
    }
    expect((await call('PUT', { body: { refreshToken: 'nothing' } })).statusCode).toBe(401)
    expect((await refresh(someone.refreshToken)).codes).toEqual([])
  })
})

it('a modified token does not verify', async () => {
  const { accessToken } = await world.signUp()
  const response = await callRoute([publicRoutesOf(world.subgraph)], '/.well-known/jwks.json')
  const keySet = createLocalJWKSet(response.json())
  const [head, body, mac] = accessToken.split('.')
  const other = Buffer.from(JSON.stringify({ ...claimsOf(accessToken), roles: ['STAFF'] })).toString('base64url')
  const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')
  await expect(jwtVerify(`${head}.${body}.${mac}`, keySet)).resolves.toBeDefined()
  await expect(jwtVerify(`${head}.${other}.${mac}`, keySet)).rejects.toThrow()
  await expect(jwtVerify(`${none}.${other}.`, keySet)).rejects.toThrow()
})

it('the viewer is the caller and nobody else', async () => {
  const [someone, other] = [await world.signUp(), await world.signUp()]
  const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Viewer { id email } } }'
  const r = [viewerRootId(someone.id), viewerRootId(other.id), someone.id].map((id) => ({ __typename: 'Viewer', id }))
  expect((await world.ask(entities, { r }, someone.caller)).data._entities).toEqual([
    { id: viewerRootId(someone.id), email: someone.email },
    null,
    null,
  ])
  expect((await world.ask(entities, { r })).data._entities).toEqual([null, null, null])
  expect((await world.ask('{ viewer { id } }')).data).toEqual({ viewer: null })
  const gone = await world.ask('{ viewer { email } }', {}, asAthlete('ath_01h455vb4pex5vsknk084sn02q'))
  expect(gone.codes).toEqual(['UNAUTHENTICATED'])
})
