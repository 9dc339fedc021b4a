import { createHash } from 'node:crypto'
import type { EventData, EventName } from '@gruppetto/events'
import { API_KEY_PATH, type Caller, newId, openSubgraph, type Subgraph, type SubgraphModule } from '@gruppetto/graph'
import { type Database, SYSTEM } from '@gruppetto/runtime'
import {
  type AnyData,
  callRoute,
  randomWord,
  settle,
  type TestRuntime,
  type TestRuntimeOptions,
  testRuntime,
} from '@gruppetto/testing'
import { commerce } from '../src/module.ts'

const session = { sessionId: 'ses_test', address: null }
export const anonymous: Caller = { kind: 'anonymous', address: null }
export const athleteCaller = (athleteId: string): Caller => ({ kind: 'athlete', athleteId, roles: [], ...session })
export const staff: Caller = { kind: 'athlete', athleteId: newId('Athlete'), roles: ['STAFF'], ...session }
export const partnerOf = (brandId: string, scopes: readonly string[] = ['LEADERBOARD_READ']): Caller => ({
  kind: 'partner',
  keyId: newId('ApiKey'),
  brandId,
  scopes: [...scopes],
  address: null,
})

export interface Answer {
  readonly data: AnyData
  /** The codes of the errors, in their order. */
  readonly codes: readonly unknown[]
  readonly errors: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[]
}

export interface World {
  readonly runtime: TestRuntime
  readonly subgraph: Subgraph
  readonly database: Database
  ask(query: string, variables?: Record<string, unknown>, caller?: Caller): Promise<Answer>
  /** Publishes events in one transaction, as another subgraph does, and waits until they are handled. */
  happen(...events: readonly Happening[]): Promise<void>
  settle(): Promise<void>
  close(): Promise<void>
}

export type Happening = { readonly [Name in EventName]: { readonly name: Name; readonly data: EventData<Name> } }[EventName]
export const event = <Name extends EventName>(name: Name, data: EventData<Name>): Happening => ({ name, data }) as Happening

export const openWorld = async (options: TestRuntimeOptions = {}, module: SubgraphModule = commerce): Promise<World> => {
  const runtime = await testRuntime(options)
  const subgraph = await openSubgraph(module, runtime)
  const { database, workers } = subgraph.opened
  await runtime.startWorkers(database, workers)
  const elsewhere = await runtime.database('elsewhere')
  return {
    runtime,
    subgraph,
    database,
    async ask(query, variables = {}, caller = anonymous) {
      const { data, errors = [] } = await subgraph.execute({ query, variables }, caller, null)
      return { data, errors, codes: errors.map((error) => error.extensions?.code) }
    },
    async happen(...events) {
      const origin = SYSTEM
      await elsewhere.transact(async (tx) => {
        for (const { name, data } of events) tx.emit(name, data)
      }, origin)
      await settle(runtime)
    },
    settle: () => settle(runtime),
    async close() {
      await subgraph.close()
      await runtime.close()
    },
  }
}

const DAY_MS = 24 * 3600 * 1000

/** The event of clubs about an active challenge. */
export const challengeChanged = (challengeId: string, more: Partial<EventData<'challenge.changed'>> = {}): Happening =>
  event('challenge.changed', {
    challengeId,
    revision: 1,
    createdById: newId('Athlete'),
    clubId: null,
    isPublic: (more.clubId ?? null) === null,
    title: 'November hundred',
    kind: 'TOTAL',
    metric: 'DISTANCE',
    sports: ['RIDE'],
    target: 100_000,
    segmentId: null,
    rules: { manualEntries: true, minDistanceMeters: null, place: 'ANYWHERE', membersOnly: false },
    bestOfTeam: null,
    startsAtMs: Date.now() - DAY_MS,
    endsAtMs: Date.now() + DAY_MS,
    settlesAtMs: Date.now() + DAY_MS,
    cancelled: false,
    badgeName: null,
    at: Date.now(),
    ...more,
  })

export const athleteChanged = (athleteId: string, more: Partial<EventData<'athlete.changed'>> = {}): Happening =>
  event('athlete.changed', {
    athleteId,
    revision: 1,
    handle: `h_${randomWord()}`,
    displayName: 'Ana Kovač',
    avatarUrl: null,
    country: 'SI',
    timeZone: 'Europe/Ljubljana',
    profileVisibility: 'EVERYONE',
    defaultActivityVisibility: 'EVERYONE',
    isPrivate: false,
    deleted: false,
    at: Date.now(),
    ...more,
  })

export const participation = (
  challengeId: string,
  athleteId: string,
  more: Partial<EventData<'challenge.participation-changed'>> = {},
): Happening =>
  event('challenge.participation-changed', {
    challengeId,
    athleteId,
    revision: 1,
    participating: true,
    sharesWithBrand: true,
    at: Date.now(),
    ...more,
  })

export const scored = (
  challengeId: string,
  athleteId: string,
  score: number,
  more: Partial<EventData<'challenge.scored'>> = {},
): Happening =>
  event('challenge.scored', {
    challengeId,
    athleteId,
    revision: 1,
    score,
    reachedAtMs: Date.now(),
    completedAtMs: null,
    at: Date.now(),
    ...more,
  })

export interface MadeBrand {
  readonly id: string
  readonly slug: string
  readonly secret: string
  readonly apiKey: { readonly id: string; readonly prefix: string; readonly scopes: readonly string[] }
}

export const makeBrand = async (world: World, input: Record<string, unknown> = {}): Promise<MadeBrand> => {
  const slug = `brand-${randomWord()}`
  const { data, errors } = await world.ask(
    'mutation($input: BrandInput!) { createBrand(input: $input) { brand { id slug } apiKey { id prefix scopes } secret } }',
    { input: { slug, name: 'Alpine Gear', logoUrl: 'https://alpine.example/logo.png', ...input } },
    staff,
  )
  if (data === null || data === undefined) throw new Error(JSON.stringify(errors))
  const { brand, apiKey, secret } = data.createBrand
  return { id: brand.id, slug: brand.slug, apiKey, secret }
}

/** Asks whose a key is, as the gateway does: with the hash of the secret. */
export const askForKey = (world: World, body: object) =>
  callRoute([world.subgraph.opened.internalRoutes ?? (() => {})], { method: 'POST', url: API_KEY_PATH, body })

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

export const makeProduct = async (world: World, brandId: string, input: Record<string, unknown> = {}): Promise<string> => {
  const { data, errors } = await world.ask(
    'mutation($input: ProductInput!) { createProduct(input: $input) { id } }',
    {
      input: {
        brandId,
        name: 'Trail Runner',
        category: 'SHOES',
        priceCents: 12_900,
        currency: 'EUR',
        shopUrl: 'https://shop.example/trail-runner?size=42',
        ...input,
      },
    },
    staff,
  )
  if (data === null || data === undefined) throw new Error(JSON.stringify(errors))
  return data.createProduct.id
}

export const sponsor = (world: World, input: Record<string, unknown>, caller: Caller = staff): Promise<Answer> =>
  world.ask(
    'mutation($input: SponsorChallengeInput!) { sponsorChallenge(input: $input) { id sponsorship { brand { id } prize offerCode product { id } } } }',
    { input },
    caller,
  )

/** Creates an active challenge that the brand sponsors. */
export const sponsored = async (
  world: World,
  brandId: string,
  more: Partial<EventData<'challenge.changed'>> = {},
): Promise<string> => {
  const challengeId = newId('Challenge')
  await world.happen(challengeChanged(challengeId, more))
  const { errors } = await sponsor(world, { challengeId, brandId })
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
  return challengeId
}
