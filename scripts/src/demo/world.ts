import { setTimeout as sleep } from 'node:timers/promises'
import { DEMO_PASSWORD } from '@gruppetto/athletes'
import { type Api, unless } from './api.ts'
import { dressBoard } from './boards.ts'
import { fillMarketplace } from './catalogue.ts'
import { setChallenges } from './challenges.ts'
import { setClubGoals } from './club-goals.ts'
import { runClubs } from './club-office.ts'
import { advertiseInClub, foundClubs } from './clubs.ts'
import { rideLive } from './live-ride.ts'
import { LOOKS } from './looks.ts'
import { rideNextDoor } from './neighbours.ts'
import { chooseNotifications, setGoals } from './people.ts'
import { addPhotos, sendPhoto, showAvatar } from './photos.ts'
import { placesOf } from './places.ts'
import { buyPremium } from './premium.ts'
import { type DemoFile, demoFile } from './recordings.ts'
import { scheduleRide } from './rides.ts'
import { sellSomething } from './sales.ts'
import { endRace, finishWeekOfClubs, startRace } from './season.ts'
import { stravaExport } from './strava-export.ts'
import { streakWithFreeze } from './streaks.ts'
import { letThemTalk } from './talk.ts'
import { nearlyWear, segmentFrom, trainingProfile, useGear } from './training.ts'
import { trainingLog } from './training-log.ts'

const day = 86_400_000
const athletes = [
  { handle: 'ana', displayName: 'Ana Keller', city: 'Zürich', country: 'CH', persona: 'DATA_NERD' },
  { handle: 'ben', displayName: 'Ben Okafor', city: 'Enschede', country: 'NL', persona: 'SOCIAL_ENTHUSIAST' },
  { handle: 'chloe', displayName: 'Chloé Martin', city: 'Maribor', country: 'SI', persona: 'CLUB_MANAGER' },
  { handle: 'dara', displayName: 'Dara Lindqvist', city: 'Stavanger', country: 'NO', persona: 'SOLO_ATHLETE' },
] as const
type Handle = (typeof athletes)[number]['handle']
/** The account that is staff while the demo is built. Nobody knows its password, and it loses the role afterwards. */
const STAFF = {
  handle: 'olga',
  displayName: 'Olga of Gruppetto',
  city: null,
  country: null,
  persona: 'SOCIAL_ENTHUSIAST',
} as const
interface DemoAthlete {
  readonly handle: string
  readonly displayName: string
  readonly city: string | null
  readonly country: string | null
  readonly persona: string
}

interface Session {
  readonly accessToken: string
  readonly viewer: { readonly athlete: { readonly id: string } }
}

/** The ride that Ana and her neighbours know best. */
const loopAt = (nowMs: number): DemoFile => demoFile('ride-three-formats.tcx.gz', nowMs - day)

const DEMO_DOMAIN = 'demo.gruppetto.example'
const emailOf = ({ handle }: DemoAthlete): string => `${handle}@${DEMO_DOMAIN}`

const signIn = async (api: Api, email: string, password: string): Promise<Session> => {
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken viewer { athlete { id } } } }'
  return (await api.askAnew<{ signIn: Session }>(query, { input: { email, password, device: 'demo' } })).signIn
}

const signUp = async (api: Api, athlete: DemoAthlete, password: string): Promise<Session> => {
  const email = emailOf(athlete)
  const { handle, displayName, persona, city, country } = athlete
  const query = 'mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken viewer { athlete { id } } } }'
  const input = { email, password, handle, displayName, persona, timeZone: 'Europe/Zurich' }
  const session = await unless(
    'CONFLICT',
    async () => (await api.askAnew<{ signUp: Session }>(query, { input })).signUp,
    () => signIn(api, email, password),
  )
  const profile = 'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { id } }'
  await api.as(session.accessToken, handle).ask(profile, { input: { city, country } })
  return session
}

interface UploadState {
  readonly id: string
  readonly status: string
  readonly url: string | null
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly activities: readonly { readonly id: string }[]
  readonly failure: {
    readonly code: string
    readonly message: string
    readonly duplicateOf: { readonly id: string } | null
  } | null
}
const uploadFields = 'id status url headers { name value } activities { id } failure { code message duplicateOf { id } }'

const send = async (api: Api, file: DemoFile, name: string): Promise<readonly string[]> => {
  const create = `mutation ($input: CreateUploadInput!) { createUpload(input: $input) { ${uploadFields} } }`
  const input = { fileName: file.fileName, sizeBytes: file.bytes.byteLength, name }
  let { createUpload: state } = await api.askAnew<{ createUpload: UploadState }>(create, { input })
  if (state.url !== null) {
    const headers = Object.fromEntries(state.headers.map((header) => [header.name, header.value]))
    const put = await fetch(state.url, { method: 'PUT', headers, body: Buffer.from(file.bytes) })
    if (!put.ok) throw new Error(`PUT of ${file.fileName} answered ${put.status}`)
  }
  // An archive takes long, so it is asked about less and less often.
  for (let waitMs = 100; waitMs < 10_000 && !['DONE', 'FAILED'].includes(state.status); waitMs *= 1.02) {
    await sleep(waitMs)
    state = (await api.ask<{ upload: UploadState }>(`query ($id: ID!) { upload(id: $id) { ${uploadFields} } }`, { id: state.id }))
      .upload
  }
  if (state.failure?.duplicateOf) return [state.failure.duplicateOf.id]
  if (state.status !== 'DONE') throw new Error(`${file.fileName}: ${state.failure?.message ?? `still ${state.status}`}`)
  return state.activities.map((activity) => activity.id)
}

/** Uploads one recording as an app does and waits for its activities. For a repeated upload it returns the existing activity. */
const upload = (api: Api, file: DemoFile, name: string): Promise<readonly string[]> =>
  api.done(`the upload ${name}`, () => send(api, file, name))

/** Sets the sport of recordings whose files do not say it. */
const sayWhatItWas = async (api: Api, activityIds: readonly string[], sport: string): Promise<void> => {
  const put = 'mutation ($id: ID!, $sport: Sport!) { updateActivity(id: $id, input: { sport: $sport }) { id } }'
  for (const id of activityIds) await api.ask(put, { id, sport })
}

/** Imports a small export as another platform makes it: rides of the past years, with a list of their names. */
const importArchive = async (api: Api, nowMs: number): Promise<void> => {
  const rides = [1, 2, 3].map((ago) => ({
    ...({ name: `Spring ride ${ago} years ago`, type: 'Ride', gear: 'Old steel' } as const),
    bytes: demoFile('ride-three-formats.tcx.gz', nowMs - ago * 364 * day).bytes,
  }))
  await upload(api, stravaExport('export.zip', rides), 'Spring rides')
}

export interface DemoOptions {
  /** With the journal of the demo world. */
  readonly api: Api
  /** The random password of the staff account. It is the same again when an interrupted demo goes on. */
  readonly staffPassword: string
  /** Grants the STAFF role, which the API cannot do. */
  readonly grantStaff: (handle: string) => Promise<void>
  /** Revokes the role and ends the sessions that had it. */
  readonly revokeStaff: (handle: string) => Promise<void>
  /** Where the pages of the platform are. */
  readonly origin: string
  /** Gives premium, where nothing is sold. */
  readonly grantPremium: (athleteId: string) => Promise<void>
  /** Counts the address as verified: nobody reads mails to the demo's addresses. */
  readonly verify: (handle: string) => Promise<void>
  readonly say: (line: string) => void
}

/**
 * Fills an empty platform over its public API with athletes who follow each other, a club, a sponsored challenge and real
 * recordings.
 */
export const buildDemoWorld = async (options: DemoOptions): Promise<void> => {
  const { api, origin, grantPremium, verify, say } = options
  // One that goes on brings the same recordings.
  const nowMs = await api.done('the time of the demo', async () => Date.now())
  const sessions = new Map<Handle, Session>()
  for (const athlete of athletes) {
    sessions.set(athlete.handle, await signUp(api, athlete, DEMO_PASSWORD))
    await verify(athlete.handle)
  }
  const session = (handle: Handle): Session => {
    const found = sessions.get(handle)
    if (found === undefined) throw new Error(`no demo athlete ${handle}`)
    return found
  }
  const as = (handle: Handle) => api.as(session(handle).accessToken, handle)
  const idOf = (handle: Handle) => session(handle).viewer.athlete.id

  const follows: readonly [Handle, Handle][] = [
    ['ana', 'ben'],
    ['ana', 'chloe'],
    ['ben', 'ana'],
    ['ben', 'chloe'],
    ['chloe', 'ana'],
    ['dara', 'ana'],
    ['ana', 'dara'],
  ]
  for (const [follower, followee] of follows) {
    await as(follower).ask('mutation ($id: ID!) { follow(athleteId: $id) { id } }', { id: idOf(followee) })
  }
  for (const { handle } of athletes) await showAvatar(as(handle), LOOKS[handle])
  say('athletes follow each other')
  const clubId = await foundClubs({ as, idOf })
  await scheduleRide(clubId, as, nowMs)
  const race = await startRace(as, clubId)
  // Months of training are measured while the rest of the world is made. The race has begun: what is measured of its riders keeps them waiting.
  const brought = upload(as('ana'), trainingLog(placesOf(loopAt(nowMs)), nowMs), 'Training').then(
    () => null,
    (error: unknown) => error,
  )

  const { id: challenge, secret } = await asStaff(options, async (staff) => {
    const made = await sponsoredChallenge(staff, nowMs)
    await sellSomething(staff, made.brandId, [as('ana'), as('ben'), as('chloe')])
    return made
  })
  for (const [handle, shareWithBrand] of [
    ['ana', true],
    ['ben', true],
    ['chloe', false],
  ] as const) {
    const join = 'mutation ($id: ID!, $share: Boolean) { joinChallenge(id: $id, shareWithBrand: $share) { id } }'
    await as(handle).ask(join, { id: challenge, share: shareWithBrand })
  }
  say(`clubs and a sponsored challenge are there, whose board other sites may embed: /embed/${challenge}`)

  await buyPremium({
    paying: as('ana'),
    onTrial: as('ben'),
    pastDue: as('dara'),
    origin,
    give: () => grantPremium(idOf('ana')),
  })
  say('Ana has Premium, Ben is in his trial, and the card of Dara was declined: viewer { subscription { status portalUrl } }')
  await trainingProfile(as('ana'), nowMs)
  say('Ana has premium, and says what her zones are made of')

  const [ride] = await upload(as('ana'), demoFile('ride-three-formats.tcx.gz', nowMs - day), 'Flat and windy')
  // Ben and Chloé rode with her: one item in the feeds of those who follow them.
  await upload(as('ben'), demoFile('ride-three-formats.tcx.gz', nowMs - day + 8_000), 'Hanging on behind Ana')
  const [disputed] = await upload(as('chloe'), demoFile('ride-three-formats.tcx.gz', nowMs - day + 15_000), 'Gruppetto, as ever')
  const hikes = await upload(as('ben'), demoFile('hike-two-tracks.gpx.gz', nowMs - 2 * day), 'Up to the hut and back')
  const skis = await upload(as('chloe'), demoFile('ski-nordic.tcx.gz', nowMs - 1.5 * day), 'First snow')
  const [run] = await upload(as('dara'), demoFile('run-laps.fit'), 'Round the lake')
  const paddles = await upload(as('ben'), demoFile('paddle.tcx.gz', nowMs - 0.5 * day), 'Lunch paddle')
  await sayWhatItWas(as('ben'), hikes, 'HIKE')
  await sayWhatItWas(as('chloe'), skis, 'NORDIC_SKI')
  await sayWhatItWas(as('ben'), paddles, 'ROW')
  const [laps] = await upload(as('chloe'), demoFile('ride-power-laps.fit'), 'Two laps, all in')
  await importArchive(as('chloe'), nowMs)
  say('recordings are measured, and Chloé has brought her older ones in a zip')

  if (run !== undefined) await segmentFrom(as('dara'), run, 'Once round the lake', 800, 1147)
  if (laps !== undefined) {
    await segmentFrom(as('chloe'), laps, 'Loop road', 600, 960)
    await useGear(as('chloe'), laps, { name: 'The red one', kind: 'BIKE', retireAtMeters: 5_000_000 })
  }
  const wind = ride === undefined ? null : await segmentFrom(as('ana'), ride, 'Into the wind', 120, 600)
  say('segments are raced, and a bike has its first kilometres')

  await rideNextDoor({
    ...{ nowMs, upload },
    signUp: async (person) => {
      const neighbour = { ...person, city: 'Enschede', country: 'NL', persona: 'SOLO_ATHLETE' }
      const { accessToken } = await signUp(api, neighbour, DEMO_PASSWORD)
      await verify(person.handle)
      return api.as(accessToken, person.handle)
    },
  })
  say('others ride where Ana does: the map of segments shows where people go')

  if (run !== undefined) await nearlyWear(as('dara'), run)
  say('the shoes of Dara are nearly worn: viewer { productSuggestions { product { name } text } }')

  await setClubGoals(as('chloe'), nowMs)
  await setChallenges(as, wind, nowMs)
  await finishWeekOfClubs(as)
  say('two clubs ride against each other, a week of theirs is over, and there are challenges for all')

  await streakWithFreeze(as('dara'), nowMs)
  await as('ben').ask('mutation { setAutomaticFreezes(automatic: true) { id } }')
  say('Dara keeps a streak with a freeze, and badges are awarded')

  await setGoals(as('ana'))
  say('Ana has goals')

  await chooseNotifications(as('ana'))
  say('Ana has quiet nights, and hears who goes live')

  if (ride !== undefined) {
    await addPhotos(as('ana'), ride, ['Where the wind turned', 'Nearly home'])
    for (const fan of ['ben', 'chloe', 'dara'] as const) {
      await as(fan).ask('mutation ($id: ID!) { giveKudos(subjectId: $id) { kudosCount } }', { id: ride })
    }
  }
  await as('dara').ask('mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }', {
    input: { text: 'Rest day. Who is out tomorrow? @ana', photoIds: [await sendPhoto(as('dara'), 20, 'From the window')] },
  })
  await letThemTalk({ as, idOf }, { ride, clubId }, nowMs)
  await advertiseInClub({ as, idOf }, clubId)
  say('they talk, cheer, write in a club, one post is reported, and one waits for the moderators of the club')
  await runClubs({ as, idOf }, { clubId, ride: disputed }, nowMs)
  say('a post was removed by a moderator, a ride is disputed, an event is cancelled, and a club is offered to Dara')

  await endRace(as, race)
  say(
    'three have raced on the rollers: club(slug: "sunday-gruppetto") { events { edges { node { title results { edges { node { distanceMeters } } } } } } }',
  )

  say(`the key of the brand Fernweh, for the console of partners at ${origin}/partner: ${secret}`)
  const problem = await brought
  if (problem !== null) throw problem
  say('Ana has brought months of training in a zip')
  await as('ana').ask('mutation { requestDataExport { id } }')
  say('Ana has asked for an export of her data: viewer { dataExports { status url } }')
}

/** Runs `work` with the role of platform staff, and revokes the role afterwards, even when the work fails. */
const asStaff = async <Value>(options: DemoOptions, work: (staff: Api) => Promise<Value>): Promise<Value> => {
  const { api, staffPassword, grantStaff, revokeStaff } = options
  await signUp(api, STAFF, staffPassword)
  await grantStaff(STAFF.handle)
  try {
    return await work(api.as((await signIn(api, emailOf(STAFF), staffPassword)).accessToken, STAFF.handle))
  } finally {
    await revokeStaff(STAFF.handle)
  }
}

/** Makes a challenge with its sponsor. Returns it with the secret of a new key of the brand: one from before is shown to nobody. */
const sponsoredChallenge = async (
  staff: Api,
  nowMs: number,
): Promise<{ readonly id: string; readonly brandId: string; readonly secret: string }> => {
  const startOfDay = Math.floor(nowMs / day) * day
  const input = {
    title: 'The winter hundred',
    description: 'A hundred kilometres by your own strength, whatever the weather.',
    kind: 'TOTAL',
    metric: 'DISTANCE',
    sports: ['RIDE', 'RUN', 'HIKE', 'WALK', 'NORDIC_SKI', 'OTHER'],
    target: 100_000,
    badgeName: 'A winter hundred',
    startsAt: new Date(startOfDay - 7 * day).toISOString(),
    endsAt: new Date(startOfDay + 21 * day).toISOString(),
  }
  const { createChallenge } = await staff.ask<{ createChallenge: { id: string } }>(
    'mutation ($input: ChallengeInput!) { createChallenge(input: $input) { id } }',
    { input },
  )
  const { id } = createChallenge
  const brandId = await fillMarketplace(staff)
  const sponsor = 'mutation ($input: SponsorChallengeInput!) { sponsorChallenge(input: $input) { id } }'
  await staff.ask(sponsor, { input: { challengeId: id, brandId, prize: 'A jacket for one of all who finish' } })
  await dressBoard(staff, id, brandId)
  const { createApiKey } = await staff.ask<{ createApiKey: { secret: string } }>(
    'mutation ($brandId: ID, $scopes: [ApiScope!]!) { createApiKey(brandId: $brandId, name: "Demo", scopes: $scopes) { secret } }',
    { brandId, scopes: ['LEADERBOARD_READ', 'CAMPAIGN_READ', 'CAMPAIGN_WRITE', 'AFFILIATE_READ', 'KEYS_MANAGE'] },
  )
  return { id, brandId, secret: createApiKey.secret }
}

/** Lets Ben ride, for all who follow him to see, as long as the process runs. */
export const keepRiding = async (api: Api): Promise<void> => {
  const { accessToken } = await signIn(api, `ben@${DEMO_DOMAIN}`, DEMO_PASSWORD)
  await rideLive(api.as(accessToken, 'ben'), placesOf(loopAt(Date.now())))
}
