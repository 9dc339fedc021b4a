import type { EventData } from '@gruppetto/events'
import { newId } from '@gruppetto/graph'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeChallenge, makeClub, type Person, type World } from './world.ts'

const DAY_MS = 86_400_000
const JOIN = 'mutation ($id: ID!) { joinClub(id: $id) { id } }'
const SET_ROLE =
  'mutation ($clubId: ID!, $athleteId: ID!, $role: ClubRole!) { setClubRole(clubId: $clubId, athleteId: $athleteId, role: $role) { id } }'
const MEMBERSHIP = 'query ($id: ID!) { club(id: $id) { memberCount viewerMembership { status mutedUntil } } }'
const AUDIT =
  'query ($id: ID!) { club(id: $id) { auditLog { edges { node { action actor { id } subjectId note } } } slowModeSeconds heldWords } }'
const UPDATE = 'mutation ($id: ID!, $input: ClubInput!) { updateClub(id: $id, input: $input) { id } }'

/** Tests of what clubs does about decisions of moderators, in the same world as the tests of clubs. */
export const moderation = (worldOf: () => World): void => {
  let world: World
  let owner: Person
  let moderator: Person
  let member: Person
  let clubId: string
  beforeAll(async () => {
    world = worldOf()
    const made = await Promise.all(Array.from({ length: 3 }, () => world.athlete()))
    ;[owner, moderator, member] = made as [Person, Person, Person]
    await world.settle()
    clubId = await makeClub(owner)
    for (const who of [moderator, member]) await who.ask(JOIN, { id: clubId })
    await owner.ask(SET_ROLE, { clubId, athleteId: moderator.id, role: 'MODERATOR' })
  })

  const decide = async (change: Partial<EventData<'moderation.decided'>>) => {
    const subject = { subjectId: newId('Post'), subjectOwnerId: member.id, reasons: ['SPAM'] }
    const data = { caseId: newId('ModerationCase'), ...subject, decision: 'REMOVED', clubId, byId: moderator.id } as const
    await world.emit('moderation.decided', { ...data, at: world.now(), ...change })
    await world.settle()
  }
  const membershipOf = async (who: Person) => (await who.ask(MEMBERSHIP, { id: clubId })).club
  const linesOf = async () =>
    (await owner.ask(AUDIT, { id: clubId })).club.auditLog.edges.map(({ node }: { node: { action: string } }) => node)

  describe('an event or a challenge that moderators remove', () => {
    const CREATE_EVENT = 'mutation ($input: ClubEventInput!) { createClubEvent(input: $input) { id } }'
    const EVENT = 'query ($id: ID!) { clubEvent(id: $id) { title status } }'
    const EVENTS = 'query ($id: ID!) { club(id: $id) { events { edges { node { id } } } } }'
    const CHALLENGE = 'query ($id: ID!) { challenge(id: $id) { status viewerEntry { score } } }'
    const CHALLENGES = 'query ($id: ID!) { club(id: $id) { challenges { edges { node { id } } } } }'
    type Edges = readonly { readonly node: { readonly id: string } }[]
    const idsIn = ({ edges }: { edges: Edges }) => edges.map(({ node }) => node.id)
    const eventsSeen = async () => idsIn((await member.ask(EVENTS, { id: clubId })).club.events)

    it('is hidden from all but who made it and those who run the club, and cancelled, until it is brought back', async () => {
      const startsAt = new Date(world.now() + DAY_MS).toISOString()
      const input = { clubId, title: 'Buy my pills', startsAt, timeZone: 'Europe/Zurich', recurrence: 'FREQ=WEEKLY;COUNT=3' }
      const id = (await owner.ask(CREATE_EVENT, { input })).createClubEvent.id
      expect(await eventsSeen()).toContain(id)
      const at = world.now()
      await decide({ subjectId: id, subjectOwnerId: owner.id, byId: undefined, at })
      await decide({ subjectId: id, subjectOwnerId: owner.id, byId: undefined, at })
      expect((await member.ask(EVENT, { id })).clubEvent).toBeNull()
      expect(await eventsSeen()).not.toContain(id)
      for (const who of [owner, moderator]) {
        expect((await who.ask(EVENT, { id })).clubEvent).toEqual({ title: 'Buy my pills', status: 'CANCELLED' })
      }
      expect(await member.codes('mutation ($id: ID!) { rsvp(eventId: $id, answer: GOING) { id } }', { id })).toEqual([
        'NOT_FOUND',
      ])
      expect(await owner.codes('mutation ($id: ID!) { restoreClubEvent(id: $id) { id } }', { id })).toEqual(['CONFLICT'])
      expect(world.events('club-event.changed', { clubEventId: id }).at(-1)).toMatchObject({ removed: true, cancelled: true })
      // An older decision that comes late changes nothing.
      await decide({ subjectId: id, subjectOwnerId: owner.id, byId: undefined, decision: 'RESTORED', at: at - 1 })
      expect((await member.ask(EVENT, { id })).clubEvent).toBeNull()
      await decide({ subjectId: id, subjectOwnerId: owner.id, byId: undefined, decision: 'RESTORED', at: at + 1 })
      expect((await member.ask(EVENT, { id })).clubEvent).toEqual({ title: 'Buy my pills', status: 'SCHEDULED' })
      expect(await eventsSeen()).toContain(id)
    })

    it('keeps the scores of a challenge, which goes on when it is brought back', async () => {
      const id = await makeChallenge(world, owner, { clubId })
      await member.ask('mutation ($id: ID!) { joinChallenge(id: $id) { id } }', { id })
      const seen = async (who: Person) => (await who.ask(CHALLENGE, { id })).challenge
      const at = world.now()
      const about = { subjectId: id, subjectOwnerId: owner.id, byId: undefined }
      await decide({ ...about, at })
      expect(await seen(member)).toBeNull()
      expect(await seen(owner)).toMatchObject({ status: 'CANCELLED' })
      expect(idsIn((await member.ask(CHALLENGES, { id: clubId })).club.challenges)).not.toContain(id)
      await world.activity(member, { distanceMeters: 3000 })
      await decide({ ...about, decision: 'RESTORED', at: at + 1 })
      expect(await seen(member)).toEqual({ status: 'ACTIVE', viewerEntry: { score: 3000 } })
    })
  })

  describe('a decision about a case of the club', () => {
    it('mutes its author with it, until an appeal is granted, and stands in the audit log', async () => {
      const sanction = { kind: 'MUTE', untilMs: world.now() + DAY_MS } as const
      await decide({ sanction, note: 'again' })
      expect((await membershipOf(member)).viewerMembership.mutedUntil).toBe(new Date(sanction.untilMs).toISOString())
      // A shorter mute does not shorten it.
      await decide({ sanction: { kind: 'MUTE', untilMs: world.now() + 1000 } })
      expect((await membershipOf(member)).viewerMembership.mutedUntil).toBe(new Date(sanction.untilMs).toISOString())
      await decide({ decision: 'RESTORED', byId: owner.id, sanction })
      expect((await membershipOf(member)).viewerMembership.mutedUntil).toBeNull()
      const lines = await linesOf()
      const [lifted, restored] = [{ action: 'MUTE_LIFTED' }, { action: 'CASE_RESTORED', actor: { id: owner.id } }]
      expect(lines.slice(0, 2).toSorted(byAction)).toMatchObject([restored, lifted].toSorted(byAction))
      expect(lines).toContainEqual(
        expect.objectContaining({ action: 'CASE_REMOVED', actor: { id: moderator.id }, note: 'again' }),
      )
      expect(lines).toContainEqual(expect.objectContaining({ action: 'MEMBER_MUTED', subjectId: member.id }))
    })

    it('bans its author, counted once, and only where the moderator may do it', async () => {
      await decide({ subjectOwnerId: owner.id, sanction: { kind: 'BAN' } })
      expect((await membershipOf(owner)).viewerMembership.status).toBe('ACTIVE')
      await decide({ byId: member.id, subjectOwnerId: moderator.id, sanction: { kind: 'BAN' } })
      expect((await membershipOf(moderator)).viewerMembership.status).toBe('ACTIVE')
      for (let times = 0; times < 2; times += 1) await decide({ sanction: { kind: 'BAN' } })
      expect(await membershipOf(member)).toMatchObject({ memberCount: 2, viewerMembership: { status: 'BANNED' } })
      await decide({ decision: 'RESTORED', sanction: { kind: 'BAN' } })
      expect(await membershipOf(member)).toMatchObject({ memberCount: 2, viewerMembership: null })
    })

    it('of the platform names nobody, and one outside clubs is none of its business', async () => {
      const before = (await linesOf()).length
      await decide({ clubId: undefined })
      await decide({ byId: undefined, subjectOwnerId: owner.id, decision: 'DISMISSED' })
      const lines = await linesOf()
      expect(lines).toHaveLength(before + 1)
      expect(lines[0]).toMatchObject({ action: 'CASE_DISMISSED', actor: null })
    })
  })

  it('the word rules of a club are seen by its moderators, and its slow mode by its members', async () => {
    const input = { name: 'Ruled', slowModeSeconds: 60, heldWords: ['cheap bikes', 'cheap bikes', 'casino'] }
    expect(await moderator.codes(UPDATE, { id: clubId, input })).toEqual(['FORBIDDEN'])
    expect(await owner.codes(UPDATE, { id: clubId, input: { ...input, slowModeSeconds: 86_401 } })).toEqual(['BAD_USER_INPUT'])
    await owner.ask(UPDATE, { id: clubId, input })
    await owner.ask(UPDATE, { id: clubId, input: { name: 'Still ruled' } })
    const seen = async (who: Person) => {
      const { slowModeSeconds, heldWords } = (await who.ask(AUDIT, { id: clubId })).club
      return { slowModeSeconds, heldWords }
    }
    const words = ['cheap bikes', 'casino']
    for (const who of [owner, moderator]) expect(await seen(who)).toEqual({ slowModeSeconds: 60, heldWords: words })
    const [plain] = await Promise.all([world.athlete()])
    expect(await seen(plain)).toEqual({ slowModeSeconds: null, heldWords: null })
    await plain.ask(JOIN, { id: clubId })
    expect(await seen(plain)).toEqual({ slowModeSeconds: 60, heldWords: null })
    await world.settle()
    expect(world.events('club.changed', { clubId }).at(-1)).toMatchObject({ slowModeSeconds: 60, heldWords: words })
  })
}

const byAction = (one: { readonly action: string }, other: { readonly action: string }) => one.action.localeCompare(other.action)
