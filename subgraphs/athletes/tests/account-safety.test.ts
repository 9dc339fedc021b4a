import { type AddressInfo, createServer } from 'node:net'
import { newId } from '@gruppetto/graph'
import { deadLetters } from '@gruppetto/runtime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { asAthlete, openWorld, PASSWORD, REFRESH, SIGN_IN, type Someone, type World } from './world.ts'

const HOUR_MS = 3_600_000
const ANOTHER = 'another long password 9'
const VERIFY = 'mutation ($token: String!) { verifyEmail(token: $token) }'
const CHANGE_EMAIL =
  'mutation ($email: EmailAddress!, $password: String!) { changeEmail(newEmail: $email, password: $password) { email emailVerified } }'
const CHANGE_PASSWORD = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { sessions { id current } } }'
const ASK_RESET = 'mutation ($email: EmailAddress!) { requestPasswordReset(email: $email) }'
const RESET = `mutation ($token: String!, $password: String!) { resetPassword(token: $token, newPassword: $password) {
  accessToken refreshToken viewer { emailVerified sessions { id current } } } }`
const SUSPEND =
  'mutation ($id: ID!, $until: DateTime!, $reason: String!) { suspendAthlete(athleteId: $id, until: $until, reason: $reason) { id } }'
const LIFT = 'mutation ($id: ID!) { liftSuspension(athleteId: $id) { id } }'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const mailsTo = async (address: string) => (await world.mails()).filter((mail) => mail.includes(`To: ${address}\n`))
const subjectsTo = async (address: string) => (await mailsTo(address)).map((mail) => /^Subject: (.*)$/m.exec(mail)?.[1])
const tokenIn = (mail: string | undefined): string => {
  const plain = mail?.replaceAll('=\n', '').replaceAll('=3D', '=')
  return /\/(?:verify-email|reset-password)#([\w-]{43})/.exec(plain ?? '')?.[1] ?? ''
}
const latestToken = async (address: string) => tokenIn((await mailsTo(address)).at(-1))
const emailOf = async (someone: Someone) =>
  (await world.ask('{ viewer { email emailVerified } }', {}, someone.caller)).data.viewer
const signIn = (email: string, password: string, input: Record<string, unknown> = {}) =>
  world.ask(SIGN_IN, { input: { email, password, ...input } })
const verify = (token: string) => world.ask(VERIFY, { token })

describe('the e-mail address', () => {
  it('is verified by the link in the mail, once and also when signed out', async () => {
    const someone = await world.signUp()
    expect(await emailOf(someone)).toEqual({ email: someone.email, emailVerified: false })
    const [mail] = await mailsTo(someone.email)
    expect(await subjectsTo(someone.email)).toEqual(['Verify your e-mail address'])
    expect(mail).not.toContain('List-Unsubscribe')
    // The address may be a stranger's, who must not read what somebody else wrote.
    expect(mail).not.toContain('Some One')
    const token = tokenIn(mail)
    expect((await verify(`${token.slice(0, -1)}x`)).codes).toEqual(['BAD_USER_INPUT'])
    expect((await verify(token)).data).toEqual({ verifyEmail: true })
    expect((await emailOf(someone)).emailVerified).toBe(true)
    expect((await verify(token)).codes).toEqual(['BAD_USER_INPUT'])
  })

  it('has a token that is in the mail alone: not in the database, and not in the events', async () => {
    const someone = await world.signUp()
    const token = await latestToken(someone.email)
    expect(token).toHaveLength(43)
    const { db } = world.subgraph.opened.database.connection
    const rows = await Promise.all(((await db?.collections()) ?? []).map((rows) => rows.find({}).toArray()))
    expect(JSON.stringify(rows)).not.toContain(token)
    const { bus } = world.runtime
    const { state } = await bus.manager.streams.info(bus.names.events)
    for (let sequence = state.first_seq; sequence <= state.last_seq; sequence += 1) {
      const stored = await bus.manager.streams.getMessage(bus.names.events, { seq: sequence })
      expect(stored?.string() ?? '').not.toContain(token)
    }
  })

  it('is mailed again on request, and each link lives for a day', async () => {
    const someone = await world.signUp()
    const first = await latestToken(someone.email)
    world.advance(23 * HOUR_MS)
    expect((await world.ask('mutation { resendVerification }', {}, someone.caller)).codes).toEqual([])
    const second = await latestToken(someone.email)
    world.advance(2 * HOUR_MS)
    expect((await verify(first)).codes).toEqual(['BAD_USER_INPUT'])
    expect((await verify(second)).codes).toEqual([])
    await world.ask('mutation { resendVerification }', {}, someone.caller)
    expect(await subjectsTo(someone.email)).toHaveLength(2)
    expect((await world.ask('mutation { resendVerification }')).codes).toEqual(['UNAUTHENTICATED'])
  })

  it('changes when the new one is verified; the old one is told', async () => {
    const someone = await world.signUpVerified()
    const fresh = `fresh-${someone.email}`
    const change = (email: string, password = PASSWORD) => world.ask(CHANGE_EMAIL, { email, password }, someone.caller)
    expect((await change(fresh, 'wrong wrong')).errors[0]?.extensions).toMatchObject({ fields: [{ path: 'password' }] })
    expect((await change(someone.email.toUpperCase())).codes).toEqual(['BAD_USER_INPUT'])
    expect((await change(fresh)).data.changeEmail).toEqual({ email: someone.email, emailVerified: true })
    expect(await subjectsTo(someone.email)).toContain('Your e-mail address is about to change')
    expect((await signIn(fresh, PASSWORD)).codes).toEqual(['UNAUTHENTICATED'])

    expect((await verify(await latestToken(fresh))).codes).toEqual([])
    expect(await emailOf(someone)).toEqual({ email: fresh, emailVerified: true })
    expect((await subjectsTo(someone.email)).at(-1)).toBe('Your e-mail address has changed')
    expect((await signIn(fresh, PASSWORD)).codes).toEqual([])
    expect((await signIn(someone.email, PASSWORD)).codes).toEqual(['UNAUTHENTICATED'])
  })

  it('does not say that another account has an address, except to that account', async () => {
    const [owner, other] = [await world.signUpVerified(), await world.signUpVerified()]
    const answer = await world.ask(CHANGE_EMAIL, { email: owner.email, password: PASSWORD }, other.caller)
    expect(answer).toMatchObject({ codes: [], data: { changeEmail: { email: other.email } } })
    expect((await subjectsTo(owner.email)).at(-1)).toBe('Your e-mail address was given for another account')
    expect((await mailsTo(owner.email)).at(-1)).not.toContain('verify-email')
  })

  it('goes to one of two who want it: the other gets a CONFLICT', async () => {
    const [one, two] = [await world.signUpVerified(), await world.signUpVerified()]
    const wanted = `wanted-${one.email}`
    for (const { caller } of [one, two]) await world.ask(CHANGE_EMAIL, { email: wanted, password: PASSWORD }, caller)
    const tokens = (await mailsTo(wanted)).map(tokenIn)
    const answers = await Promise.all(tokens.map(verify))
    expect(answers.flatMap(({ codes }) => codes)).toEqual(['CONFLICT'])
  })

  it('gets nothing but the link until it is verified', async () => {
    const someone = await world.signUp()
    await signIn(someone.email, PASSWORD, { device: 'a device of somebody else' })
    expect(await subjectsTo(someone.email)).toEqual(['Verify your e-mail address'])
  })
})

describe('the password', () => {
  it('is changed by who knows it, which ends the other sessions', async () => {
    const someone = await world.signUpVerified()
    const { refreshToken } = (await signIn(someone.email, PASSWORD)).data.signIn
    const change = (currentPassword: string, newPassword: string) =>
      world.ask(CHANGE_PASSWORD, { input: { currentPassword, newPassword } }, someone.caller)
    expect((await change('wrong wrong', ANOTHER)).errors[0]?.extensions).toMatchObject({
      fields: [{ path: 'input.currentPassword' }],
    })
    for (const easy of ['password', 'aaaaaaaaaa', someone.handle, 'short']) {
      expect((await change(PASSWORD, easy)).errors[0]?.extensions).toMatchObject({ fields: [{ path: 'input.newPassword' }] })
    }
    const { data, codes } = await change(PASSWORD, ANOTHER)
    expect(codes).toEqual([])
    expect(data.changePassword.sessions).toEqual([{ id: someone.sessionId, current: true }])
    expect((await world.ask(REFRESH, { token: refreshToken })).codes).toEqual(['UNAUTHENTICATED'])
    expect((await world.ask(REFRESH, { token: someone.refreshToken })).codes).toEqual([])
    expect((await signIn(someone.email, PASSWORD)).codes).toEqual(['UNAUTHENTICATED'])
    expect((await signIn(someone.email, ANOTHER)).codes).toEqual([])
    expect(await subjectsTo(someone.email)).toContain('Your password was changed')
  })

  it('is reset by the link in the mail, once, within half an hour, which ends all sessions', async () => {
    const someone = await world.signUp()
    expect((await world.ask(ASK_RESET, { email: someone.email.toUpperCase() })).data).toEqual({ requestPasswordReset: true })
    const token = await latestToken(someone.email)
    // A password that is refused does not use up the link.
    expect((await world.ask(RESET, { token, password: 'password' })).codes).toEqual(['BAD_USER_INPUT'])
    const { data, codes } = await world.ask(RESET, { token, password: ANOTHER })
    expect(codes).toEqual([])
    // The mail has arrived, so the address is verified.
    expect(data.resetPassword.viewer).toMatchObject({ emailVerified: true, sessions: [{ current: true }] })
    expect((await world.ask(REFRESH, { token: someone.refreshToken })).codes).toEqual(['UNAUTHENTICATED'])
    expect(await world.runtime.redis.exists(`revoked:${someone.sessionId}`)).toBe(1)
    expect((await world.ask(REFRESH, { token: data.resetPassword.refreshToken })).codes).toEqual([])
    expect((await world.ask(RESET, { token, password: PASSWORD })).codes).toEqual(['BAD_USER_INPUT'])
    expect((await signIn(someone.email, ANOTHER)).codes).toEqual([])

    await world.ask(ASK_RESET, { email: someone.email })
    const late = await latestToken(someone.email)
    world.advance(HOUR_MS / 2)
    expect((await world.ask(RESET, { token: late, password: PASSWORD })).codes).toEqual(['BAD_USER_INPUT'])
  })

  it('ends what somebody else has asked for: no other link works after a reset', async () => {
    const someone = await world.signUpVerified()
    const foreign = `foreign-${someone.email}`
    await world.ask(CHANGE_EMAIL, { email: foreign, password: PASSWORD }, someone.caller)
    await world.ask(ASK_RESET, { email: someone.email })
    await world.ask(ASK_RESET, { email: someone.email })
    const [first, second] = (await mailsTo(someone.email)).map(tokenIn).filter(Boolean).slice(-2)
    expect((await world.ask(RESET, { token: first, password: ANOTHER })).codes).toEqual([])
    expect((await world.ask(RESET, { token: second, password: PASSWORD })).codes).toEqual(['BAD_USER_INPUT'])
    expect((await verify(await latestToken(foreign))).codes).toEqual(['BAD_USER_INPUT'])
    expect((await emailOf(someone)).email).toBe(someone.email)
  })

  it('has one answer and one kind of work, whether the address has an account or not', async () => {
    const someone = await world.signUp()
    const nobody = `nobody-${someone.email}`
    const before = (await world.mails()).length
    for (const email of [someone.email, nobody]) {
      expect((await world.ask(ASK_RESET, { email })).data).toEqual({ requestPasswordReset: true })
    }
    expect(await mailsTo(nobody)).toEqual([])
    expect((await world.mails()).length - before).toBeGreaterThan(0)
    // More requests than there are mails to one address change nothing, and are not told apart.
    for (let request = 0; request < 6; request += 1) {
      expect((await world.ask(ASK_RESET, { email: someone.email })).data).toEqual({ requestPasswordReset: true })
    }
    expect((await subjectsTo(someone.email)).filter((subject) => subject === 'Reset your password')).toHaveLength(3)
    const left = await world.subgraph.opened.database.connection.collection('password_resets').countDocuments()
    expect(left).toBe(0)
  })
})

describe('a sign-in', () => {
  it('from a device or a network that was never seen sends a mail', async () => {
    const someone = await world.signUpVerified()
    const newDevices = async () =>
      (await subjectsTo(someone.email)).filter((subject) => subject === 'A new device has signed in').length
    await signIn(someone.email, PASSWORD)
    expect(await newDevices()).toBe(0)
    await signIn(someone.email, PASSWORD, { device: 'Anna’s phone' })
    await signIn(someone.email, PASSWORD, { device: 'Anna’s phone' })
    expect(await newDevices()).toBe(1)
    expect((await mailsTo(someone.email)).at(-1)).toMatch(/Device: Anna=E2=80=99s phone|Anna’s phone/)
    const elsewhere = { kind: 'anonymous', address: '203.0.113.77', device: 'Firefox on Linux' } as const
    const input = { email: someone.email, password: PASSWORD }
    const { data } = await world.ask(SIGN_IN, { input }, elsewhere)
    expect(data.signIn.viewer.sessions.find((session: { current: boolean }) => session.current).device).toBe('Firefox on Linux')
    await world.ask(SIGN_IN, { input: { ...input, device: 'Anna’s phone' } }, elsewhere)
    await world.ask(SIGN_IN, { input: { ...input, device: 'Anna’s phone' } }, { ...elsewhere, address: '203.0.113.200' })
    expect(await newDevices()).toBe(3)
  })
})

describe('a mail server that is away', () => {
  it('loses no mail and delays no mutation; after three days the mail waits for an operator', async () => {
    const received: string[] = []
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, { envelope }, done) {
        stream.resume()
        stream.on('end', () => {
          received.push(...envelope.rcptTo.map(({ address }) => address))
          done()
        })
      },
    })
    // A port that is free, since nobody listens on it any more.
    const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    const finder = createServer()
    await new Promise<void>((resolve) => finder.listen(0, '127.0.0.1', resolve))
    const { port } = finder.address() as AddressInfo
    await new Promise((resolve) => finder.close(resolve))

    const away = await openWorld({ env: { SMTP_URL: `smtp://127.0.0.1:${port}` } })
    try {
      const mail = { kind: null, subject: 'Late', paragraphs: [], at: away.runtime.now() }
      const late = await away.signUpVerified()
      await away.publish('mail.requested', { ...mail, athleteId: late.id })
      away.advance(4 * 24 * HOUR_MS)
      const someone = await away.signUp()
      const lettersOf = async () => (await deadLetters(away.runtime.bus)).map(({ worker }) => worker)
      await vi.waitFor(async () => expect(await lettersOf()).toEqual(['athletes-send-mail']), 20_000)
      expect(received).toEqual([])
      await listen(port)
      await away.settle()
      // The link for the one who signed up first has expired by now.
      expect(received).toEqual([someone.email])
    } finally {
      await away.close()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    }
  })
})

describe('a suspension', () => {
  const rename = (someone: Someone) => world.ask('mutation { updateProfile(input: { city: "X" }) { id } }', {}, someone.caller)

  it('lets the athlete only read until it ends by itself, and is told and noted', async () => {
    const someone = await world.signUpVerified()
    const staff = await world.signUp()
    const asStaff = asAthlete(staff.id, staff.sessionId, ['STAFF'])
    const until = new Date(world.runtime.now() + HOUR_MS).toISOString()
    const variables = { id: someone.id, until, reason: 'Spam in \n comments' }
    expect((await world.ask(SUSPEND, variables, staff.caller)).codes).toEqual(['FORBIDDEN'])
    expect((await world.ask(SUSPEND, { ...variables, reason: ' ' }, asStaff)).codes).toEqual(['BAD_USER_INPUT'])
    expect((await world.ask(SUSPEND, { ...variables, until: '2020-01-01T00:00:00Z' }, asStaff)).codes).toEqual(['BAD_USER_INPUT'])
    expect((await world.ask(SUSPEND, { ...variables, id: newId('Athlete') }, asStaff)).codes).toEqual(['NOT_FOUND'])
    expect((await world.ask(SUSPEND, variables, asStaff)).data).toEqual({ suspendAthlete: { id: someone.id } })

    const refused = await rename(someone)
    expect(refused.codes).toEqual(['FORBIDDEN'])
    expect(refused.errors[0]?.extensions).toMatchObject({ suspendedUntil: until })
    const suspension = async () =>
      (await world.ask('{ viewer { suspendedUntil suspensionReason } }', {}, someone.caller)).data.viewer
    expect(await suspension()).toEqual({ suspendedUntil: until, suspensionReason: 'Spam in \n comments' })
    expect((await signIn(someone.email, PASSWORD)).codes).toEqual([])
    expect(await subjectsTo(someone.email)).toContain('Your account is suspended')
    const log = world.subgraph.opened.database.connection.collection('audit_log')
    expect(await log.find({ athleteId: someone.id }).toArray()).toMatchObject([{ action: 'SUSPENDED', staffId: staff.id }])

    world.advance(HOUR_MS)
    expect((await rename(someone)).codes).toEqual([])
    expect(await suspension()).toEqual({ suspendedUntil: null, suspensionReason: null })
    // Suspended again, it is the reason of now.
    const again = { ...variables, until: new Date(world.runtime.now() + HOUR_MS).toISOString(), reason: 'Spam again' }
    await world.ask(SUSPEND, again, asStaff)
    expect(await suspension()).toEqual({ suspendedUntil: again.until, suspensionReason: 'Spam again' })
  })

  it('is lifted at once, and does not hit the staff', async () => {
    const [someone, staff] = [await world.signUp(), await world.signUp()]
    const asStaff = asAthlete(staff.id, staff.sessionId, ['STAFF'])
    const until = new Date(world.runtime.now() + HOUR_MS).toISOString()
    await world.ask(SUSPEND, { id: someone.id, until, reason: 'x' }, asStaff)
    expect((await rename(someone)).codes).toEqual(['FORBIDDEN'])
    expect((await world.ask(LIFT, { id: someone.id }, someone.caller)).codes).toEqual(['FORBIDDEN'])
    for (let round = 0; round < 2; round += 1) expect((await world.ask(LIFT, { id: someone.id }, asStaff)).codes).toEqual([])
    expect((await rename(someone)).codes).toEqual([])
    const log = world.subgraph.opened.database.connection.collection('audit_log')
    expect(await log.countDocuments({ athleteId: someone.id })).toBe(2)

    const rows = world.subgraph.opened.database.connection.collection<{ _id: string }>('accounts')
    await rows.updateOne({ _id: staff.id }, { $set: { roles: ['STAFF'] } })
    expect((await world.ask(SUSPEND, { id: staff.id, until, reason: 'x' }, asStaff)).codes).toEqual(['FORBIDDEN'])
  })
})
