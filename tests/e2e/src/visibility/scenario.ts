import type { RuleKey, Viewer } from '@gruppetto/testing'
import { join, newChallenge } from '../challenge/challenge.ts'
import { rideOn, startLive } from '../live/live.ts'
import { createUpload, follow, newAthlete, type Person, putBytes, sendPhoto, uploadOf } from '../people.ts'
import { gpxRide } from '../recordings.ts'
import { effortsOn, newSegment, ownEffortOn } from '../segments/segments.ts'
import type { World } from '../world.ts'
import { buildSecretClub } from './secret-club.ts'

/** A thing that some persons may see and others may not, as the table of libs/testing says. Its words are unique, so an answer that contains one shows the thing. */
export interface Secret {
  /** The rule that says which of the viewers may see it. */
  readonly rule: RuleKey
  /** An answer with any of these words shows the thing. */
  readonly words: readonly string[]
  /** How persons stand to its owner. */
  readonly viewers: Partial<Readonly<Record<Viewer, readonly Person[]>>>
}

export interface Scenario {
  /** A person without access to private things, who is blocked by `blocker`. */
  readonly stranger: Person
  readonly owner: Person
  readonly friend: Person
  readonly secrets: readonly Secret[]
  readonly ids: {
    readonly entities: readonly string[]
    readonly hiddenActivity: string
    readonly upload: string
    readonly liveSession: string
    readonly gear: readonly string[]
    readonly segment: string
    readonly clubs: readonly string[]
    readonly clubEvents: readonly string[]
    readonly challenge: string
    readonly challenges: readonly string[]
    readonly notification: string
    readonly feedItem: string
    readonly comment: string
    readonly photo: string
  }
  readonly athletes: readonly string[]
}

const HOUR_MS = 3_600_000

interface Ride {
  readonly type?: string
  readonly startMs?: number
  readonly gearId?: string
  readonly watts?: number
}

const upload = async (
  world: World,
  who: Person,
  name: string,
  visibility: string,
  longitude: number,
  { type = 'cycling', startMs = Date.now() - HOUR_MS, gearId, watts }: Ride = {},
): Promise<{ upload: string; activity: string }> => {
  const bytes = gpxRide(startMs, { points: 480, longitude, type, watts })
  const made = await createUpload(who, 'ride.gpx', bytes, { name, visibility, gearId })
  await putBytes(made, bytes)
  await world.settle()
  const { activities } = await uploadOf(who, made.id)
  const [activity] = activities
  if (activity === undefined) throw new Error(`no activity came of ${name}`)
  return { upload: made.id, activity: activity.id }
}

const addGear = async (who: Person, name: string): Promise<string> => {
  const { addGear: gear } = await who.get<{ addGear: { id: string } }>(
    'mutation ($input: GearInput!) { addGear(input: $input) { id } }',
    { input: { name, kind: 'BIKE', retireAtMeters: 1 } },
  )
  return gear.id
}

const newClubEvent = async (who: Person, clubId: string, title: string): Promise<string> => {
  const { createClubEvent } = await who.get<{ createClubEvent: { id: string } }>(
    'mutation ($input: ClubEventInput!) { createClubEvent(input: $input) { id } }',
    { input: { clubId, title, startsAt: new Date(Date.now() + 1_800_000).toISOString(), timeZone: 'UTC', isVirtual: true } },
  )
  return createClubEvent.id
}

const comment = async (who: Person, subjectId: string, text: string, replyToId?: string): Promise<string> => {
  const { addComment } = await who.get<{ addComment: { id: string } }>(
    'mutation ($input: AddCommentInput!) { addComment(input: $input) { id } }',
    {
      input: { subjectId, text, replyToId },
    },
  )
  return addComment.id
}

const addPhoto = async (who: Person, activityId: string, caption: string): Promise<string> => {
  const photoId = await sendPhoto(who, caption)
  const add = 'mutation ($id: ID!, $photoIds: [ID!]) { updateActivity(id: $id, input: { photoIds: $photoIds }) { id } }'
  await who.get(add, { id: activityId, photoIds: [photoId] })
  return photoId
}

const post = async (who: Person, text: string): Promise<string> => {
  const { createPost } = await who.get<{ createPost: { id: string } }>(
    'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }',
    {
      input: { text, photoIds: [await sendPhoto(who, `${text} in a picture`)] },
    },
  )
  return createPost.id
}

const kudos = (who: Person, subjectId: string) =>
  who.get('mutation ($id: ID!) { giveKudos(subjectId: $id) { kudosCount } }', { id: subjectId })

const built = new WeakMap<World, Promise<Scenario>>()

/** Returns the scenario of a world, which is built once: it takes dozens of requests and eight uploads. Whoever changes it takes it. */
export const scenarioOf = (world: World): Promise<Scenario> => {
  const known = built.get(world)
  if (known !== undefined) return known
  const scenario = buildScenario(world)
  built.set(world, scenario)
  scenario.catch(() => built.delete(world))
  return scenario
}

/** Returns the scenario of a world for a test that changes it. The next call builds another one, as a second try of the test needs. */
export const takeScenario = async (world: World): Promise<Scenario> => {
  const scenario = await scenarioOf(world)
  built.delete(world)
  return scenario
}

/** Builds a scenario in which everything that can be hidden is hidden from somebody. */
const buildScenario = async (world: World): Promise<Scenario> => {
  const url = world.url
  const [stranger, owner, friend, hermit, blocker] = await Promise.all([
    newAthlete(url, 'stranger'),
    newAthlete(url, 'owner'),
    newAthlete(url, 'friend'),
    newAthlete(url, 'hermit'),
    newAthlete(url, 'blocker'),
  ])
  // Premium does not show more of other athletes, but it shows the owner the premium values of the own activities.
  for (const who of [stranger, owner]) await world.grantPremium(who.id)
  await owner.get('mutation { updateTrainingProfile(input: { weightKg: 61.3719 }) { id } }')
  await owner.get(
    'mutation { addPrivacyZone(input: { label: "SECRETZONE", latitude: -10, longitude: -30, radiusMeters: 200 }) { id } }',
  )
  await hermit.get('mutation { updatePrivacy(input: { approveFollowers: true, profile: FOLLOWERS }) { id } }')
  await hermit.get('mutation { updateProfile(input: { bio: "SECRETHERMITBIO", city: "SECRETHERMITCITY" }) { id } }')
  await world.verify(stranger, owner, friend, hermit, blocker)
  await follow(friend, owner)
  await follow(stranger, owner)
  await owner.get('mutation ($id: ID!) { unfollow(athleteId: $id) { id } }', { id: friend.id })
  await stranger.get('mutation ($id: ID!) { unfollow(athleteId: $id) { id } }', { id: owner.id })
  await follow(stranger, hermit)
  await follow(friend, hermit)
  await hermit.get('mutation ($id: ID!) { respondToFollowRequest(athleteId: $id, accept: true) { id } }', { id: friend.id })
  await follow(friend, blocker)
  await follow(blocker, owner)

  const challenge = await newChallenge(owner)
  await Promise.all([stranger, owner, friend, hermit, blocker].map((who) => join(who, challenge)))
  const { createClub } = await owner.get<{ createClub: { id: string } }>(
    'mutation ($input: ClubInput!) { createClub(input: $input) { id } }',
    {
      input: { name: `Town ${owner.handle}`, access: 'ON_REQUEST' },
    },
  )
  await friend.get('mutation ($id: ID!) { joinClub(id: $id) { id } }', { id: createClub.id })
  await owner.get(
    'mutation ($club: ID!, $who: ID!) { respondToJoinRequest(clubId: $club, athleteId: $who, accept: true) { id } }',
    {
      club: createClub.id,
      who: friend.id,
    },
  )
  const { createClub: openClub } = await owner.get<{ createClub: { id: string } }>(
    'mutation ($input: ClubInput!) { createClub(input: $input) { id } }',
    { input: { name: `Open ${owner.handle}` } },
  )
  await Promise.all(
    [stranger, friend].map((who) => who.get('mutation ($id: ID!) { joinClub(id: $id) { id } }', { id: openClub.id })),
  )
  // Who has only asked to join sees no more than a stranger.
  await stranger.get('mutation ($id: ID!) { joinClub(id: $id) { id } }', { id: createClub.id })
  const secretClub = await buildSecretClub(world, {
    owner,
    member: friend,
    invited: hermit,
    banned: blocker,
    outsider: stranger,
  })
  const openEvent = await newClubEvent(owner, openClub.id, 'Everybody rides')
  const clubEvent = await newClubEvent(owner, createClub.id, 'SECRETCLUBEVENT')
  await owner.get('mutation ($id: ID!) { rsvp(eventId: $id, answer: GOING, note: "SECRETANSWERNOTE") { id } }', { id: clubEvent })
  await friend.get('mutation ($id: ID!) { rsvp(eventId: $id, answer: MAYBE) { id } }', { id: clubEvent })
  const clubChallenge = await newChallenge(owner, { clubId: createClub.id, title: 'SECRETCLUBCHALLENGE' })
  await world.settle()

  const shown = await upload(world, owner, 'Open to all', 'EVERYONE', 8.1)
  // It is a run, so it sets a personal record.
  await upload(world, owner, 'SECRETFOLLOWERSRUN', 'FOLLOWERS', 8.35, { type: 'running' })
  const [ownBike, friendsBike] = [await addGear(owner, 'SECRETONLYMEBIKE'), await addGear(owner, 'SECRETFOLLOWERSBIKE')]
  const onlyMe = await upload(world, owner, 'SECRETONLYME', 'ONLY_ME', 8.2, { gearId: ownBike, watts: 247 })
  // All who ride on this road do so at the same time, side by side: nobody counts for a track that is another's.
  const startMs = Date.now() - HOUR_MS
  const followers = await upload(world, owner, 'SECRETFOLLOWERS', 'FOLLOWERS', 8.3, { gearId: friendsBike, watts: 180, startMs })
  const hermits = await upload(world, hermit, 'SECRETHERMIT', 'EVERYONE', 8.30002, { startMs })
  const blockers = await upload(world, blocker, 'SECRETBLOCKER', 'EVERYONE', 8.30004, { startMs })
  const strangers = await upload(world, stranger, 'Stranger rides too', 'EVERYONE', 8.29998, { startMs })

  // The road passes the friend's home. The ride is visible, but not its speed there.
  await friend.get(
    'mutation { addPrivacyZone(input: { label: "Home", latitude: 47.004, longitude: 8.3, radiusMeters: 300 }) { id } }',
  )
  await world.settle()
  const shownToAll = await upload(world, friend, 'Friend rides home', 'EVERYONE', 8.29996, { startMs })

  const onlyMePhoto = await addPhoto(owner, onlyMe.activity, 'SECRETONLYME in a picture')
  const followersPhoto = await addPhoto(owner, followers.activity, 'SECRETFOLLOWERS in a picture')
  await addPhoto(friend, shownToAll.activity, 'Friend in a picture')

  // Everybody sees the segment, but not everybody who rode it.
  const segment = await newSegment(owner, {
    activityId: followers.activity,
    name: 'Town road',
    startSeconds: 30,
    endSeconds: 200,
  })
  await world.settle()
  const efforts = await effortsOn(friend, segment)
  const hiddenEffort = await ownEffortOn(friend, segment)

  const liveSession = await startLive(owner, 'FOLLOWERS', openEvent)
  await rideOn(owner, liveSession, 0, 30)

  // Before the block both were active at the same places: on one ride, in the inbox, on the leaderboard.
  await Promise.all([
    kudos(blocker, shown.activity),
    kudos(blocker, strangers.activity),
    kudos(friend, followers.activity),
    kudos(blocker, followers.activity),
  ])
  const blockersComment = await comment(blocker, shown.activity, 'SECRETBLOCKERCOMMENT')
  const underBlocker = await comment(owner, shown.activity, 'SECRETUNDERBLOCKER', blockersComment)
  const mute = 'mutation ($id: ID!) { mute(athleteId: $id, muted: true, until: "2091-03-07T00:00:00Z") { id } }'
  await owner.get(mute, { id: hermit.id })
  await comment(blocker, strangers.activity, 'SECRETBLOCKERCOMMENT')
  const hiddenComment = await comment(friend, followers.activity, 'SECRETUNDERFOLLOWERS')
  const hiddenReply = await comment(owner, followers.activity, 'SECRETREPLY', hiddenComment)
  await kudos(owner, hiddenComment)
  await owner.get('mutation { setQuietHours(from: "02:17", until: "04:43") { id } }')
  await owner.get('mutation { setPersonalGoal(input: { metric: DISTANCE, period: YEAR, target: 7717123 }) { id } }')
  const hermitPost = await post(hermit, 'SECRETHERMITPOST')
  const blockerPost = await post(blocker, `SECRETBLOCKERPOST @${stranger.handle}`)
  await follow(blocker, stranger)
  await world.settle()
  await blocker.get('mutation ($id: ID!) { block(athleteId: $id) { id } }', { id: stranger.id })
  await world.settle()

  const inbox = await owner.get<{
    viewer: { notifications: { edges: { node: { id: string } }[] }; feed: { edges: { node: { id: string } }[] } }
  }>(
    '{ viewer { notifications(first: 1) { edges { node { id } } } feed(first: 20) { edges { node { id ... on ActivityFeedItem { activity { name } } } } } } }',
  )
  const [notification] = inbox.viewer.notifications.edges
  const [feedItem] = inbox.viewer.feed.edges
  if (notification === undefined || feedItem === undefined) throw new Error('the owner has neither notifications nor a feed')
  const signedOut = world.nobody
  const others = { stranger: [stranger], signedOut: [signedOut] }
  const ofOwner = { self: [owner], follower: [friend], ...others }
  const ofHermit = { self: [hermit], follower: [friend], ...others }
  const ofBlocker = { self: [blocker], follower: [friend], blocked: [stranger] }
  const ofClub = { self: [owner], clubMate: [friend], requested: [stranger], ...others }
  return {
    stranger,
    owner,
    friend,
    secrets: [
      ...secretClub.secrets,
      {
        rule: 'activityForNobody',
        words: ['SECRETONLYME', onlyMe.activity, onlyMePhoto, '"watts":247'],
        viewers: { self: [owner], follower: [friend, blocker], stranger: [stranger], signedOut: [signedOut] },
      },
      { rule: 'activityForFollowers', words: ['SECRETFOLLOWERS', followers.activity], viewers: ofOwner },
      { rule: 'photo', words: [followersPhoto], viewers: ofOwner },
      { rule: 'effort', words: [efforts.of(owner)], viewers: ofOwner },
      { rule: 'comment', words: ['SECRETUNDERFOLLOWERS', hiddenComment, 'SECRETREPLY', hiddenReply], viewers: ofOwner },
      { rule: 'activityOfPrivateAccount', words: ['SECRETHERMIT', hermits.activity], viewers: ofHermit },
      { rule: 'postOfPrivateAccount', words: ['SECRETHERMITPOST', hermitPost], viewers: ofHermit },
      { rule: 'effort', words: [efforts.of(hermit)], viewers: ofHermit },
      { rule: 'presence', words: [blocker.id, blocker.handle, blocker.displayName], viewers: ofBlocker },
      { rule: 'activity', words: ['SECRETBLOCKER', blockers.activity, efforts.of(blocker)], viewers: ofBlocker },
      {
        rule: 'commentForEveryone',
        words: ['SECRETBLOCKERCOMMENT', blockersComment, 'SECRETUNDERBLOCKER', underBlocker],
        viewers: ofBlocker,
      },
      { rule: 'post', words: ['SECRETBLOCKERPOST', blockerPost], viewers: ofBlocker },
      // Who has blocked somebody still sees the card.
      {
        rule: 'activity',
        words: ['Stranger rides too', strangers.activity, efforts.of(stranger)],
        viewers: { self: [stranger], stranger: [friend], blocker: [blocker] },
      },
      { rule: 'insideClosedClub', words: ['SECRETCLUBCHALLENGE', clubChallenge], viewers: ofClub },
      { rule: 'insideClosedClub', words: ['SECRETCLUBEVENT', clubEvent], viewers: ofClub },
      { rule: 'answerNote', words: ['SECRETANSWERNOTE'], viewers: ofClub },
      {
        rule: 'effortInZone',
        words: [hiddenEffort],
        viewers: { self: [friend], stranger: [stranger, owner], signedOut: [signedOut] },
      },
      { rule: 'live', words: [liveSession.id], viewers: ofOwner },
      { rule: 'gear', words: ['SECRETFOLLOWERSBIKE', friendsBike], viewers: ofOwner },
      { rule: 'own', words: ['SECRETONLYMEBIKE', ownBike], viewers: ofOwner },
      { rule: 'own', words: ['61.3719', 'SECRETZONE'], viewers: ofOwner },
      // In its quotes: without them it would be found in the time of whatever happens at that minute.
      { rule: 'own', words: ['"02:17"', '7717123'], viewers: ofOwner },
      { rule: 'own', words: ['2091-03-07'], viewers: { ...ofOwner, muted: [hermit] } },
      { rule: 'own', words: [onlyMe.upload], viewers: ofOwner },
      { rule: 'notification', words: [notification.node.id], viewers: ofOwner },
    ],
    ids: {
      entities: [
        ...secretClub.entities,
        onlyMe.activity,
        followers.activity,
        hermits.activity,
        blockers.activity,
        strangers.activity,
        shown.activity,
        onlyMe.upload,
        liveSession.id,
        ownBike,
        friendsBike,
        segment,
        ...efforts.ids,
        hiddenEffort,
        hermitPost,
        blockerPost,
        hiddenComment,
        hiddenReply,
        blockersComment,
        notification.node.id,
        createClub.id,
        clubEvent,
        openEvent,
        challenge,
        clubChallenge,
        blocker.id,
        hermit.id,
        owner.id,
      ],
      hiddenActivity: followers.activity,
      upload: onlyMe.upload,
      liveSession: liveSession.id,
      gear: [ownBike, friendsBike],
      segment,
      clubs: [createClub.id, secretClub.club],
      clubEvents: [clubEvent, openEvent, secretClub.event],
      challenges: [challenge, clubChallenge, secretClub.challenge],
      challenge,
      notification: notification.node.id,
      feedItem: feedItem.node.id,
      comment: hiddenComment,
      photo: onlyMePhoto,
    },
    athletes: [owner.id, hermit.id, blocker.id],
  }
}
