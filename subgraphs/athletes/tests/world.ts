import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EventData, EventName } from '@gruppetto/events'
import { ANONYMOUS, type Caller, openSubgraph, type Subgraph } from '@gruppetto/graph'
import { type Database, defineWorker, SYSTEM } from '@gruppetto/runtime'
import { type AnyData, randomEmail, randomHandle, settle, type TestRuntimeOptions, testRuntime } from '@gruppetto/testing'
import { athletes, mailDestination, openStaffDesk } from '../src/module.ts'

export const PASSWORD = 'correct horse battery'

export interface Answer {
  readonly data: AnyData
  /** Codes of the errors, in order. */
  readonly codes: readonly unknown[]
  readonly errors: readonly { readonly message: string; readonly path?: unknown; readonly extensions?: AnyData }[]
}

export interface Someone {
  readonly id: string
  readonly handle: string
  readonly email: string
  readonly sessionId: string
  readonly accessToken: string
  readonly refreshToken: string
  readonly caller: Caller
}

export const SIGN_UP = `mutation ($input: SignUpInput!) { signUp(input: $input) {
  accessToken accessTokenExpiresAt refreshToken
  viewer { id email timeZone units persona roles athlete { id handle displayName bio city joinedAt } sessions { id current } } } }`
export const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) {
  accessToken refreshToken viewer { id athlete { id } roles sessions { id device current } } } }`
export const REFRESH = `mutation ($token: String!) { refreshSession(refreshToken: $token) {
  accessToken refreshToken viewer { id athlete { id } roles email sessions { id current } } } }`

export const asAthlete = (athleteId: string, sessionId = 'ses_test', roles: 'STAFF'[] = []): Caller => ({
  kind: 'athlete',
  athleteId,
  sessionId,
  roles,
  address: '192.0.2.1',
})

/** Returns the claims of a token without verifying it. */
export const claimsOf = (token: string): AnyData =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))

/** Opens this subgraph with its workers on the real servers, in its own namespace. */
export const openWorld = async (options: TestRuntimeOptions = {}) => {
  let aheadMs = 0
  const runtime = await testRuntime({ now: () => Date.now() + aheadMs, ...options })
  const subgraph: Subgraph = await openSubgraph(athletes, runtime)
  await runtime.startWorkers(subgraph.opened.database, subgraph.opened.workers)
  const elsewhere: Database = await runtime.database('elsewhere')

  const ask = async (query: string, variables: Record<string, unknown> = {}, caller: Caller = ANONYMOUS): Promise<Answer> => {
    const { data, errors = [] } = await subgraph.execute({ query, variables }, caller, null)
    return { data, errors, codes: errors.map((error) => error.extensions?.code) }
  }

  const signUp = async (input: Record<string, unknown> = {}): Promise<Someone> => {
    const given = { email: randomEmail(), password: PASSWORD, handle: randomHandle(), displayName: 'Some One', ...input }
    const { data, errors } = await ask(SIGN_UP, { input: given })
    if (data?.signUp === undefined || data.signUp === null) throw new Error(JSON.stringify(errors))
    const { viewer, accessToken, refreshToken } = data.signUp
    const sessionId = viewer.sessions[0].id
    const { handle, email } = given
    const { id } = viewer.athlete
    return { id, handle, email, sessionId, accessToken, refreshToken, caller: asAthlete(id, sessionId) }
  }

  const desk = await openStaffDesk(runtime)
  const verify = async ({ handle }: Pick<Someone, 'handle'>) => void (await desk.verify(handle))

  let revisions = 0
  const nextRevision = () => {
    revisions += 1
    return revisions
  }
  const publish = <Name extends EventName>(name: Name, data: EventData<Name>) =>
    elsewhere.transact(async (tx) => tx.emit(name, data), SYSTEM)

  /** Collects the events of this name from now on, as another subgraph receives them. */
  const listenTo = async <Name extends EventName>(name: Name): Promise<EventData<Name>[]> => {
    const received: EventData<Name>[] = []
    const worker = defineWorker({
      name: `elsewhere-listen-${name.replaceAll('.', '-')}`,
      on: [name],
      decide: (event) => event.data as EventData<Name>,
      save: async (data) => void received.push(data),
    })
    await runtime.startWorkers(elsewhere, [worker])
    return received
  }

  return {
    runtime,
    subgraph,
    ask,
    signUp,
    settle: () => settle(runtime),
    follow: (followerId: string, followeeId: string, state: 'FOLLOWING' | 'REQUESTED' | 'NONE' = 'FOLLOWING') =>
      publish('follow.changed', { followerId, followeeId, revision: nextRevision(), state, cause: 'FOLLOWED', at: 1 }),
    block: (blockerId: string, blockedId: string, blocked = true) =>
      publish('block.changed', { blockerId, blockedId, revision: nextRevision(), blocked, at: 1 }),
    premium: (athleteId: string, premium: boolean, revision = nextRevision()) =>
      publish('entitlement.changed', { athleteId, revision, premium, at: 1 }),
    listenTo,
    publish,
    runJobs: async () => {
      for (const job of subgraph.opened.jobs) await job.run()
    },
    close: async () => {
      await runtime.close()
      await subgraph.close()
    },
    /** Moves the platform's clock. */
    advance(ms: number) {
      aheadMs += ms
    },
    /** Counts an address as verified, as the command line does. */
    verify,
    async signUpVerified(input: Record<string, unknown> = {}): Promise<Someone> {
      const someone = await signUp(input)
      await verify(someone)
      return someone
    },
    /** Returns the mails so far, oldest first, as the files that they are. */
    mails: async (): Promise<string[]> => {
      await settle(runtime)
      const folder = mailDestination(runtime.config)
      const names = existsSync(folder) ? readdirSync(folder).sort() : []
      return names.map((name) => readFileSync(join(folder, name), 'utf8'))
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>
