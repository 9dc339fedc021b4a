import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Api, ApiFailure, openApi } from '../demo/api.ts'

const DAY_MS = 86_400_000
/** The longitude of the road with the segment. */
export const THE_ROAD = 8

export interface Townsman {
  readonly id: string
  readonly handle: string
  readonly api: Api
}

/** Signs up an athlete whose names nobody else has. */
const newTownsman = async (endpoint: string, name: string): Promise<Townsman> => {
  const handle = `${name}_${randomBytes(5).toString('hex')}`
  const input = {
    email: `${handle}@example.org`,
    password: 'through every storm 7',
    handle,
    displayName: name,
    timeZone: 'Europe/Zurich',
  }
  const { signUp } = await openApi(endpoint).ask<{
    signUp: { accessToken: string; viewer: { athlete: { id: string } } }
  }>('mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken viewer { athlete { id } } } }', { input })
  return { id: signUp.viewer.athlete.id, handle, api: openApi(endpoint, signUp.accessToken) }
}

/** Returns a small ride as GPX, with a position a second, to the north from 47 degrees at this longitude. */
export const gpxOf = (startMs: number, points: number, longitude: number): Buffer => {
  const fixes = Array.from({ length: points }, (_, index) => {
    const time = new Date(startMs + index * 1000).toISOString()
    return `<trkpt lat="${(47 + index * 0.00005).toFixed(6)}" lon="${longitude.toFixed(6)}"><ele>${400 + (index % 20)}</ele><time>${time}</time></trkpt>`
  })
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><gpx version="1.1" creator="ruin" xmlns="http://www.topografix.com/GPX/1/1"><trk><type>cycling</type><trkseg>${fixes.join('')}</trkseg></trk></gpx>`,
  )
}

export interface Upload {
  readonly id: string
  readonly url: string | null
  readonly headers: readonly { readonly name: string; readonly value: string }[]
}

const SENT_WITHIN_MS = 60_000

export const createUpload = async ({ api }: Townsman, bytes: Uint8Array, fileName = 'ride.gpx'): Promise<Upload> =>
  (
    await api.ask<{ createUpload: Upload }>(
      'mutation ($input: CreateUploadInput!) { createUpload(input: $input) { id url headers { name value } } }',
      { input: { fileName, sizeBytes: bytes.byteLength } },
    )
  ).createUpload

/** Sends the PUT of an upload. Throws ApiFailure when it is refused. */
export const putBytes = async ({ url, headers }: Upload, bytes: Uint8Array): Promise<void> => {
  const answer = await fetch(url ?? '', {
    method: 'PUT',
    headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
    body: new Uint8Array(bytes),
    signal: AbortSignal.timeout(SENT_WITHIN_MS),
  })
  const text = await answer.text()
  if (!answer.ok) throw new ApiFailure(text, `HTTP ${answer.status}`)
}

/** Says that the bytes of an upload are there. Returns its status. */
export const completeUpload = async ({ api }: Townsman, id: string): Promise<string> =>
  (await api.ask<{ completeUpload: { status: string } }>('mutation ($id: ID!) { completeUpload(id: $id) { status } }', { id }))
    .completeUpload.status

export const follow = ({ api }: Townsman, whom: Townsman) =>
  api.ask('mutation ($id: ID!) { follow(athleteId: $id) { id } }', { id: whom.id })

/** Returns the ids of the activities that the viewer's feed begins with. */
export const feedOf = async ({ api }: Townsman): Promise<readonly string[]> => {
  type Edge = { readonly node: { readonly activity?: { readonly id: string } } }
  const { viewer } = await api.ask<{ viewer: { feed: { edges: readonly Edge[] } } }>(
    '{ viewer { feed(first: 20) { edges { node { ... on ActivityFeedItem { activity { id } } } } } } }',
  )
  return viewer.feed.edges.flatMap(({ node }) => node.activity?.id ?? [])
}

export const giveKudos = ({ api }: Townsman, subjectId: string) =>
  api.ask('mutation ($id: ID!) { giveKudos(subjectId: $id) { kudosCount } }', { id: subjectId })

/** Writes a comment. Returns its id. */
export const comment = async ({ api }: Townsman, subjectId: string, text: string): Promise<string> =>
  (
    await api.ask<{ addComment: { id: string } }>('mutation ($input: AddCommentInput!) { addComment(input: $input) { id } }', {
      input: { subjectId, text },
    })
  ).addComment.id

/** Writes a post. Returns its id. */
export const post = async ({ api }: Townsman, text: string): Promise<string> =>
  (
    await api.ask<{ createPost: { id: string } }>('mutation ($text: String!) { createPost(input: { text: $text }) { id } }', {
      text,
    })
  ).createPost.id

export const unfollow = ({ api }: Townsman, whom: Townsman) =>
  api.ask('mutation ($id: ID!) { unfollow(athleteId: $id) { id } }', { id: whom.id })

export interface LiveSession {
  readonly id: string
  readonly startedAt: string
}

export const startLive = async ({ api }: Townsman): Promise<LiveSession> =>
  (
    await api.ask<{ startLiveSession: LiveSession }>(
      'mutation { startLiveSession(input: { sport: RIDE, visibility: FOLLOWERS }) { id startedAt } }',
    )
  ).startLiveSession

/** Records ten positions of a live session, the first so many seconds after its start. */
export const recordPositions = ({ api }: Townsman, { id, startedAt }: LiveSession, from: number) =>
  api.ask(
    'mutation ($id: ID!, $positions: [PositionInput!]!) { recordPositions(liveSessionId: $id, positions: $positions) { id } }',
    {
      id,
      positions: Array.from({ length: 10 }, (_, index) => ({
        at: new Date(Date.parse(startedAt) + (from + index) * 1000).toISOString(),
        latitude: 47 + (from + index) / 11_000,
        longitude: 8,
      })),
    },
  )

export const endLive = ({ api }: Townsman, id: string) =>
  api.ask('mutation ($id: ID!) { endLiveSession(id: $id) { status } }', { id })

/** Creates a challenge over the present two weeks. */
const newChallenge = async ({ api }: Townsman, title: string): Promise<string> => {
  const input = {
    title,
    kind: 'TOTAL',
    metric: 'DISTANCE',
    sports: ['RIDE'],
    target: 5000,
    startsAt: new Date(Date.now() - 7 * DAY_MS).toISOString(),
    endsAt: new Date(Date.now() + 7 * DAY_MS).toISOString(),
  }
  const { createChallenge } = await api.ask<{ createChallenge: { id: string } }>(
    'mutation ($input: ChallengeInput!) { createChallenge(input: $input) { id } }',
    { input },
  )
  return createChallenge.id
}

const joinChallenge = ({ api }: Townsman, id: string) => api.ask('mutation ($id: ID!) { joinChallenge(id: $id) { id } }', { id })

export const boardOf = async ({ api }: Townsman, id: string): Promise<number> => {
  const { challenge } = await api.ask<{ challenge: { leaderboard: { totalCount: number } } }>(
    'query ($id: ID!) { challenge(id: $id) { leaderboard(first: 20) { totalCount edges { node { rank score } } } } }',
    { id },
  )
  return challenge.leaderboard.totalCount
}

/** Founds a club that everybody may join. */
const newClub = async ({ api }: Townsman, name: string): Promise<string> => {
  const { createClub } = await api.ask<{ createClub: { id: string } }>(
    'mutation ($input: ClubInput!) { createClub(input: $input) { id } }',
    { input: { name, access: 'OPEN' } },
  )
  return createClub.id
}

const joinClub = ({ api }: Townsman, id: string) => api.ask('mutation ($id: ID!) { joinClub(id: $id) { id } }', { id })

export interface Town {
  readonly people: readonly Townsman[]
  readonly challengeId: string
  readonly clubId: string
}

const TRIES = 5

/** Does what may be done twice again when it fails: the town is founded before the storm, and on a machine that has much else to do. */
const patiently = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  for (let tries = 1; ; tries += 1)
    try {
      return await work()
    } catch (error) {
      if (tries === TRIES) throw error
      await sleep(1000)
    }
}

interface Founding {
  readonly endpoint: string
  readonly count: number
  /** Counts the address of an athlete as verified. */
  readonly verify: (handle: string) => Promise<unknown>
  /** Resolves when every subgraph knows what was told. */
  readonly rest: () => Promise<unknown>
}

/** Founds a town: so many athletes who follow each other, are in one club, take part in one challenge, and ride over one segment. */
export const foundTown = async ({ endpoint, count, verify, rest }: Founding): Promise<Town> => {
  const people: Townsman[] = []
  for (let made = 0; made < count; made += 1) people.push(await newTownsman(endpoint, `town${made}`))
  const [mayor] = people
  if (mayor === undefined) throw new Error('a town has at least one athlete')
  await verify(mayor.handle)
  await rest()
  const challengeId = await newChallenge(mayor, 'Through the storm')
  const clubId = await newClub(mayor, `Storm ${mayor.handle}`)
  for (const who of people) {
    await patiently(() => joinChallenge(who, challengeId))
    if (who !== mayor) await patiently(() => joinClub(who, clubId))
    for (const other of people) if (other !== who) await patiently(() => follow(who, other))
  }
  const bytes = gpxOf(Date.now() - DAY_MS, 80, THE_ROAD)
  await putBytes(await createUpload(mayor, bytes), bytes)
  await rest()
  const [first] = await ridesOf(mayor)
  if (first === undefined) throw new Error('the first ride became no activity')
  await newSegment(mayor, first)
  await rest()
  return { people, challengeId, clubId }
}

/** Returns the ids of an athlete's own activities, the newest first. */
export const ridesOf = async ({ api }: Townsman): Promise<readonly string[]> => {
  type Edge = { readonly node: { readonly id: string } }
  const { viewer } = await api.ask<{ viewer: { athlete: { activities: { edges: readonly Edge[] } } } }>(
    '{ viewer { athlete { activities(first: 100) { edges { node { id } } } } } }',
  )
  return viewer.athlete.activities.edges.map(({ node }) => node.id)
}

/** Makes a segment of the middle of a ride. */
const newSegment = ({ api }: Townsman, activityId: string) =>
  api.ask('mutation ($input: CreateSegmentInput!) { createSegment(input: $input) { id } }', {
    input: { activityId, name: 'The storm', startSeconds: 10, endSeconds: 60 },
  })
