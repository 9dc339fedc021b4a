import type { EventData } from '@gruppetto/events'
import { newId } from '@gruppetto/graph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Answer,
  BLOCK,
  COMMENT,
  FOLLOW,
  KUDOS,
  NOTIFICATIONS,
  noticesOf,
  openWorld,
  type Person,
  POST,
  RESPOND,
  UNBLOCK,
  UNFOLLOW,
  UNKUDOS,
  type World,
} from './world.ts'

const READ = 'mutation { markNotificationsRead(allBefore: "2100-01-01T00:00:00Z") { id } }'
const DELETE_COMMENT = 'mutation ($id: ID!) { deleteComment(id: $id) { id } }'
const DELETE_POST = 'mutation ($id: ID!) { deletePost(id: $id) }'
const DAY_MS = 24 * 3600 * 1000

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const notices = async (person: Person): Promise<readonly Answer[]> => noticesOf(await person.ask(NOTIFICATIONS))
const unread = async (person: Person): Promise<number> => (await person.ask(NOTIFICATIONS)).viewer.unreadNotificationCount
const kindsOf = async (person: Person): Promise<readonly string[]> => (await notices(person)).map((notice) => notice.kind)

describe('nobody is notified of what is deleted or withdrawn at the same moment', () => {
  const ROUNDS = 4
  /** Runs `work` several times at once, each time with new athletes, and expects that no notification is left. */
  const rounds = async (work: (owner: Person, fan: Person, mia: Person, handle: string) => Promise<unknown>) => {
    const owners = await world.athletes(...Array.from({ length: ROUNDS }, () => 'Owner'))
    const fans = await world.athletes(...Array.from({ length: ROUNDS }, () => 'Fan'))
    const handles = owners.map((owner) => `mia${owner.id.slice(-10)}`)
    const mias = await Promise.all(handles.map((handle) => world.athlete('Mia', { handle })))
    await world.settle()
    await Promise.all(
      owners.map((owner, index) => work(owner, fans[index] as Person, mias[index] as Person, handles[index] ?? '')),
    )
    await world.settle()
    const left = await Promise.all([...owners, ...fans, ...mias].map(notices))
    expect(left.flat().map((notice) => notice.text)).toEqual([])
    for (const person of [...owners, ...mias]) expect(await unread(person)).toBe(0)
  }

  it('a post, with its kudos, comments and mentions', () =>
    rounds(async (owner, fan, _mia, handle) => {
      const id: string = (await owner.ask(POST, { text: `With @${handle}` })).createPost.id
      await Promise.all([
        fan.codes(KUDOS, { id }),
        fan.codes(COMMENT, { id, text: `So @${handle}` }),
        owner.ask(DELETE_POST, { id }),
        fan.codes(COMMENT, { id, text: 'Late' }),
      ])
    }))

  it('an activity, in whatever order its events and those about it are handled', () =>
    rounds(async (owner, fan, _mia, handle) => {
      const state = world.activityState(owner)
      const id = state.activityId
      await world.emit('activity.measured', state)
      await Promise.all([
        fan.ask(KUDOS, { id }),
        fan.ask(COMMENT, { id, text: `So @${handle}` }),
        world.emit('upload.completed', {
          uploadId: id.replace('act', 'upl'),
          athleteId: owner.id,
          fileName: 'a.fit',
          activityIds: [id],
        }),
      ])
      await world.emit('activity.changed', { ...state, revision: 2, deleted: true })
    }))

  it('comments and kudos of a blocked athlete, whoever the recipient is', () =>
    rounds(async (owner, fan, _mia, handle) => {
      const id = await world.activity(owner)
      await Promise.all([fan.ask(KUDOS, { id }), fan.ask(COMMENT, { id, text: `So @${handle}` })])
      await Promise.all([fan.codes(FOLLOW, { id: owner.id }), owner.ask(BLOCK, { id: fan.id })])
    }))

  it('kudos that are taken back, follows that end and comments that are deleted', () =>
    rounds(async (owner, fan, _mia, handle) => {
      const id = await world.activity(owner)
      const { addComment } = await fan.ask(COMMENT, { id, text: `So @${handle}` })
      await fan.ask(KUDOS, { id })
      await fan.ask(FOLLOW, { id: owner.id })
      await Promise.all([
        fan.ask(UNKUDOS, { id }),
        fan.ask(UNFOLLOW, { id: owner.id }),
        fan.ask(DELETE_COMMENT, { id: addComment.id }),
      ])
    }))
})

describe('a block', () => {
  it('removes all notices of what one of the two did on things of the other, and leaves the rest', async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    const mia = await world.athlete('Mia', { handle: 'mia_told' })
    const bea = await world.athlete('Bea', { handle: 'bea_told' })
    await world.settle()
    const [ride, other] = [await world.activity(ana), await world.activity(cleo)]
    await ben.ask(COMMENT, { id: ride, text: 'With @mia_told' })
    await cleo.ask(COMMENT, { id: ride, text: 'With @mia_told' })
    await ben.ask(COMMENT, { id: other, text: 'With @mia_told' })
    await ana.ask(COMMENT, { id: ride, text: 'With @bea_told' })
    await cleo.ask(COMMENT, { id: ride, text: 'With @bea_told' })
    await mia.ask(READ)
    await world.settle()
    await ana.ask(BLOCK, { id: ben.id })
    await world.settle()
    expect((await notices(mia)).map(({ text, actorCount }) => [text, actorCount])).toEqual([
      ['Ben mentioned you in a comment on Morning Ride', 1],
      ['Cleo mentioned you in a comment on Morning Ride', 1],
    ])
    expect((await notices(ana)).map((notice) => notice.text)).toEqual(['Cleo commented on Morning Ride'])
    // Bea gets no notices about Ana’s ride any more.
    await bea.ask(BLOCK, { id: ana.id })
    await world.settle()
    expect(await notices(bea)).toEqual([])
    // A comment after the end of the block notifies again.
    await ana.ask(UNBLOCK, { id: ben.id })
    await ben.ask(COMMENT, { id: ride, text: 'Sorry' })
    await world.settle()
    expect((await notices(ana)).map((notice) => notice.text)).toEqual(['Ben and Cleo commented on Morning Ride'])
  })

  it('that has ended before its event is handled removes nothing', async () => {
    const [ana, ben] = (await world.athletes('Ana', 'Ben')) as [Person, Person]
    const ride = await world.activity(ana)
    await ben.ask(KUDOS, { id: ride })
    await world.settle()
    await world.emit('block.changed', {
      blockerId: ana.id,
      blockedId: ben.id,
      revision: 1,
      blocked: true,
      at: world.runtime.now(),
    })
    await world.settle()
    expect(await kindsOf(ana)).toEqual(['KUDOS'])
  })
})

describe('the deletion of a club', () => {
  const COMMENT_IN = 'mutation ($text: String!, $clubId: ID!) { createPost(input: { text: $text, clubId: $clubId }) { id } }'
  const clubState = (clubId: string, revision: number, dissolved: boolean) => ({
    clubId,
    revision,
    slug: clubId,
    name: 'Early Birds',
    access: 'OPEN' as const,
    dissolved,
    at: world.runtime.now(),
  })
  const scene = async () => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    const event = await world.clubEvent([ana, ben, cleo], { access: 'OPEN' })
    await world.emit('club.changed', clubState(event.clubId, 1, false))
    await world.settle()
    const due = (athleteIds: readonly string[], more: Partial<EventData<'club-event.notice-due'>> = {}) =>
      world.emit('club-event.notice-due', {
        kind: 'REMINDER',
        clubEventId: event.clubEventId,
        clubId: event.clubId,
        athleteIds: [...athleteIds],
        originalStartsAtMs: event.startsAtMs,
        startsAtMs: world.runtime.now() + 3_600_000,
        place: null,
        cancelled: false,
        cancelReason: null,
        before: null,
        otherDates: 0,
        at: world.runtime.now(),
        ...more,
      })
    return { ana, ben, cleo, event, due }
  }

  it('takes back what was told of its posts and events, read or not, and leaves the rest', async () => {
    const { ana, ben, cleo, event, due } = await scene()
    const ride = await world.activity(ana)
    const { createPost } = await ana.ask(COMMENT_IN, { text: 'Who is in?', clubId: event.clubId })
    await ben.ask(KUDOS, { id: createPost.id })
    await cleo.ask(COMMENT, { id: createPost.id, text: 'Me' })
    await ben.ask(KUDOS, { id: ride })
    await due([ana.id, ben.id])
    await world.settle()
    expect((await kindsOf(ana)).toSorted()).toEqual(['COMMENT', 'EVENT_REMINDER', 'KUDOS', 'KUDOS'])
    expect((await kindsOf(ben)).toSorted()).toEqual(['CLUB_POST', 'EVENT_REMINDER'])
    await ben.ask(READ)
    await world.emit('club.changed', clubState(event.clubId, 2, true))
    await world.settle()
    expect((await notices(ana)).map(({ text }) => text)).toEqual(['Ben gave kudos to Morning Ride'])
    expect(await unread(ana)).toBe(1)
    expect(await notices(ben)).toEqual([])
    expect(await notices(cleo)).toEqual([])
    // What was on its way is told no more.
    await due([ana.id, cleo.id])
    await world.settle()
    expect(await kindsOf(ana)).toEqual(['KUDOS'])
    expect(await notices(cleo)).toEqual([])
  })

  it('is told to those who go to its events, whether that comes before or after', async () => {
    const { ana, ben, event, due } = await scene()
    const before = { startsAtMs: event.startsAtMs, place: null, cancelled: false }
    const told = { kind: 'CHANGED', cancelled: true, before } as const
    // What was told of a change is taken back, and what is told of the deletion has no part in it.
    for (const who of [ana, ben]) await due([who.id], told)
    await world.settle()
    await due([ana.id], { ...told, title: 'Town ride' })
    await world.settle()
    await world.emit('club.changed', clubState(event.clubId, 2, true))
    await world.settle()
    await due([ben.id], { ...told, title: 'Town ride' })
    await world.settle()
    for (const who of [ana, ben]) {
      expect((await notices(who)).map(({ text }) => text)).toEqual([expect.stringMatching(/^Town ride on .* is cancelled$/)])
      expect(await unread(who)).toBe(1)
    }
  })

  it('at the same moment as its posts and reminders leaves nothing', async () => {
    const scenes = await Promise.all(Array.from({ length: 4 }, scene))
    await Promise.all(
      scenes.map(async ({ ana, ben, cleo, event, due }) => {
        await Promise.all([
          ana.ask(COMMENT_IN, { text: 'Who is in?', clubId: event.clubId }),
          due([ana.id, ben.id, cleo.id]),
          world.emit('club.changed', clubState(event.clubId, 2, true)),
        ])
      }),
    )
    await world.settle()
    for (const { ana, ben, cleo } of scenes)
      for (const who of [ana, ben, cleo]) {
        expect(await notices(who)).toEqual([])
        expect(await unread(who)).toBe(0)
      }
  })
})

describe('repeating and undoing an act does not add notifications', () => {
  const TIMES = 4
  interface Act {
    readonly kind: string
    readonly act: (fan: Person, owner: Person, subject: string) => Promise<unknown>
    readonly undo: (fan: Person, owner: Person, subject: string) => Promise<unknown>
    readonly isPrivate?: boolean
  }
  const ACTS: readonly Act[] = [
    { kind: 'KUDOS', act: (fan, _owner, id) => fan.ask(KUDOS, { id }), undo: (fan, _owner, id) => fan.ask(UNKUDOS, { id }) },
    {
      kind: 'FOLLOWED',
      act: (fan, owner) => fan.ask(FOLLOW, { id: owner.id }),
      undo: (fan, owner) => fan.ask(UNFOLLOW, { id: owner.id }),
    },
    {
      kind: 'FOLLOW_REQUESTED',
      isPrivate: true,
      act: (fan, owner) => fan.ask(FOLLOW, { id: owner.id }),
      undo: (fan, owner) => fan.ask(UNFOLLOW, { id: owner.id }),
    },
    {
      kind: 'FOLLOW_REQUESTED',
      isPrivate: true,
      act: (fan, owner) => fan.ask(FOLLOW, { id: owner.id }),
      undo: (fan, owner) => owner.ask(RESPOND, { id: fan.id, accept: false }),
    },
  ]
  const scene = async (isPrivate = false) => {
    const owner = await world.athlete('Owner', { isPrivate: false })
    const fan = await world.athlete('Fan')
    await world.settle()
    const ride = await world.activity(owner)
    await world.settle()
    if (isPrivate) {
      await world.account(owner.id, { isPrivate: true })
      await world.settle()
    }
    const calls: string[] = []
    const listening = world.runtime.live.subscribe('notification', owner.id, (payload) => void calls.push(payload.id ?? ''))
    return { owner, fan, ride, calls, stop: () => listening.unsubscribe() }
  }

  it.each(ACTS)('$kind, read or not', async ({ kind, act, undo, isPrivate }) => {
    for (const reads of [true, false]) {
      const { owner, fan, ride, calls, stop } = await scene(isPrivate)
      for (let time = 0; time < TIMES; time += 1) {
        await act(fan, owner, ride)
        await world.settle()
        expect(await kindsOf(owner)).toEqual([kind])
        if (reads) await owner.ask(READ)
        await undo(fan, owner, ride)
        await world.settle()
        expect(await kindsOf(owner)).toEqual(reads ? [kind] : [])
      }
      expect(calls).toHaveLength(1)
      expect(await unread(owner)).toBe(0)
      // Much later it is announced again, once, and replaces the old notice.
      world.pass(2 * DAY_MS)
      await act(fan, owner, ride)
      await world.settle()
      expect(await kindsOf(owner)).toEqual([kind])
      expect(await unread(owner)).toBe(1)
      expect(calls).toHaveLength(2)
      stop()
    }
  })

  it('comments, each of which notifies and is removed', async () => {
    const { owner, fan, ride, stop } = await scene()
    for (const reads of [true, false, true]) {
      const { addComment } = await fan.ask(COMMENT, { id: ride, text: 'Again' })
      await world.settle()
      expect(await kindsOf(owner)).toEqual(['COMMENT'])
      if (reads) await owner.ask(READ)
      await fan.ask(DELETE_COMMENT, { id: addComment.id })
      await world.settle()
      expect(await notices(owner)).toEqual([])
      expect(await unread(owner)).toBe(0)
    }
    stop()
  })

  it('and the others in the group are not affected', async () => {
    const { owner, fan, ride, calls, stop } = await scene()
    const [ben] = (await world.athletes('Ben')) as [Person]
    await fan.ask(KUDOS, { id: ride })
    await ben.ask(KUDOS, { id: ride })
    await world.settle()
    await fan.ask(UNKUDOS, { id: ride })
    await world.settle()
    expect((await notices(owner)).map(({ text, actorCount }) => [text, actorCount])).toEqual([
      ['Ben gave kudos to Morning Ride', 1],
    ])
    await fan.ask(KUDOS, { id: ride })
    await world.settle()
    expect((await notices(owner)).map(({ text, actorCount }) => [text, actorCount])).toEqual([
      ['Fan and Ben gave kudos to Morning Ride', 2],
    ])
    expect(calls).toHaveLength(2)
    stop()
  })
})

describe('what holds no more is taken back while it is unread', () => {
  it('that a request was accepted, when the follow ends', async () => {
    const owner = await world.athlete('Owner')
    const fan = await world.athlete('Fan')
    await world.settle()
    await world.account(owner.id, { isPrivate: true })
    await world.settle()
    await fan.ask(FOLLOW, { id: owner.id })
    await owner.ask(RESPOND, { id: fan.id, accept: true })
    await world.settle()
    expect(await kindsOf(fan)).toEqual(['FOLLOW_ACCEPTED'])
    await fan.ask(UNFOLLOW, { id: owner.id })
    await world.settle()
    expect([await kindsOf(fan), await unread(fan)]).toEqual([[], 0])
  })

  it('that an upload failed, when another try succeeds', async () => {
    const ana = await world.athlete('Ana')
    const [uploadId, ride] = [newId('Upload'), await world.activity(ana)]
    const failure = { code: 'INTERNAL', message: 'Something went wrong on our side.', duplicateOfActivityId: null }
    await world.emit('upload.failed', { uploadId, athleteId: ana.id, attempt: 1, fileName: 'ride.fit', ...failure })
    await world.settle()
    expect(await kindsOf(ana)).toEqual(['UPLOAD_FAILED'])
    await world.emit('upload.completed', { uploadId, athleteId: ana.id, fileName: 'ride.fit', activityIds: [ride] })
    await world.settle()
    expect([await kindsOf(ana), await unread(ana)]).toEqual([['UPLOAD_DONE'], 1])
  })

  it('that a challenge was completed, when the completion goes', async () => {
    const ana = await world.athlete('Ana')
    const [challengeId, other, at] = [newId('Challenge'), newId('Challenge'), world.runtime.now()]
    for (const id of [challengeId, other]) await world.emit('challenge.completed', { challengeId: id, athleteId: ana.id, at })
    await world.settle()
    const badge = { athleteId: ana.id, badgeKey: `challenge.${challengeId}`, name: 'January 500', activityId: null, at }
    await world.emit('badge.taken-back', { ...badge, challengeId, revision: 3, audience: null })
    await world.settle()
    expect((await notices(ana)).map(({ kind, challenge }) => [kind, challenge.id])).toEqual([['CHALLENGE_COMPLETED', other]])
  })

  it('that gear is worn, when it has less distance, or another limit', async () => {
    const ana = await world.athlete('Ana')
    const at = world.runtime.now()
    const worn = { gearId: newId('Gear'), athleteId: ana.id, distanceMeters: 805_000, at }
    const changed = { ...worn, kind: 'SHOES' as const, productId: null, retireAtMeters: 800_000, retired: false }
    await world.emit('gear.worn', { ...worn, revision: 2, name: 'Pegasus', limitMeters: 800_000 })
    await world.emit('gear.changed', { ...changed, revision: 2 })
    await world.settle()
    expect(await kindsOf(ana)).toEqual(['GEAR_WORN'])
    await world.emit('gear.changed', { ...changed, revision: 3, distanceMeters: 795_000 })
    await world.settle()
    expect(await kindsOf(ana)).toEqual([])
  })

  it('that a streak ends tonight, when it does not, whichever event is heard first', async () => {
    const ana = await world.athlete('Ana')
    const at = world.runtime.now()
    const [risk, day] = [{ unit: 'DAYS' as const, count: 5 }, '2026-11-27']
    await world.emit('streak.at-risk', { athleteId: ana.id, ...risk, day, at })
    await world.settle()
    expect(await kindsOf(ana)).toEqual(['STREAK_AT_RISK'])
    await world.emit('streak.settled', { athleteId: ana.id, day, at })
    await world.settle()
    expect([await kindsOf(ana), await unread(ana)]).toEqual([[], 0])
    await world.emit('streak.settled', { athleteId: ana.id, day: '2026-11-28', at: at + 2 })
    await world.settle()
    await world.emit('streak.at-risk', { athleteId: ana.id, ...risk, day: '2026-11-28', at: at + 1 })
    await world.settle()
    expect(await kindsOf(ana)).toEqual([])
  })

  it.each([
    ['is deleted', { deleted: true }, 'EVERYONE'],
    ['counts no more, since it is of another sport', { counts: false }, 'EVERYONE'],
    ['is hidden from others', {}, 'FOLLOWERS'],
  ] as const)('that a record was won and lost, when the effort %s', async (_how, change, visibility) => {
    const [ana, ben, cleo] = (await world.athletes('Ana', 'Ben', 'Cleo')) as [Person, Person, Person]
    const [segmentId, activityId, earlier] = [newId('Segment'), await world.activity(ben), await world.activity(cleo)]
    await world.settle()
    const at = world.runtime.now()
    const record = { segmentId, segmentName: 'Loop road', activityId, elapsedSeconds: 90, previousSeconds: 100, at }
    const effortId = newId('SegmentEffort')
    await world.emit('segment.record-won', { ...record, effortId, athleteId: ben.id })
    await world.emit('segment.record-lost', { ...record, effortId, athleteId: ana.id, byAthleteId: ben.id })
    // Another one took it from Ana before.
    const before = { ...record, effortId: newId('SegmentEffort'), activityId: earlier }
    await world.emit('segment.record-lost', { ...before, athleteId: ana.id, byAthleteId: cleo.id })
    await world.settle()
    expect((await notices(ana)).map(({ actorCount }) => actorCount)).toEqual([2])
    expect(await kindsOf(ben)).toEqual(['SEGMENT_RECORD'])
    const effort = { effortId, segmentId, startedAtMs: at, elapsedSeconds: 90, hidden: false, counts: true, deleted: false }
    const of = { activityId, athleteId: ben.id, visibility, isBackfilled: false, at }
    await world.emit('effort.recorded', { ...of, visibility: 'EVERYONE', efforts: [{ ...effort, revision: 1 }] })
    await world.settle()
    expect(await kindsOf(ben)).toEqual(['SEGMENT_RECORD'])
    await world.emit('effort.recorded', { ...of, efforts: [{ ...effort, ...change, revision: 2 }] })
    await world.settle()
    expect((await notices(ana)).map(({ text }) => text)).toEqual(['Cleo took your record on a segment'])
    expect([await kindsOf(ben), await unread(ben)]).toEqual([[], 0])
  })
})
