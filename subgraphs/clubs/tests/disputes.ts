import { beforeEach, describe, expect, it } from 'vitest'
import { JOIN, makeChallenge, makeClub, type Person, type World } from './world.ts'

const JOIN_CLUB = 'mutation ($id: ID!) { joinClub(id: $id) { id } }'
const FLAG =
  'mutation ($activity: ID!, $challenge: ID, $club: ID, $note: String) { flagActivity(activityId: $activity, challengeId: $challenge, clubId: $club, note: $note) }'
const JUDGE = `mutation ($activity: ID!, $challenge: ID, $club: ID, $counts: Boolean!, $note: String) {
  judgeActivity(activityId: $activity, challengeId: $challenge, clubId: $club, counts: $counts, note: $note) { counts note judgedBy { id } flagCount } }`
const DISPUTE = 'edges { node { activity { id } athlete { id } heldOutFor flagCount notes counts judgedBy { id } note } }'
const OF_CLUB = `query ($id: ID!, $judged: Boolean) { club(id: $id) { disputes(judged: $judged) { ${DISPUTE} } auditLog { edges { node { action subjectId note actor { id } } } } } }`
const OF_CHALLENGE = `query ($id: ID!, $judged: Boolean) { challenge(id: $id) { disputes(judged: $judged) { ${DISPUTE} } } }`
const SCORES = `query ($club: ID!, $challenge: ID!) {
  club(id: $club) { leaderboard(metric: DISTANCE, period: YEAR) { edges { node { score athlete { id } } } } }
  challenge(id: $challenge) { leaderboard { edges { node { score athlete { id } } } } } }`
const HELD_OUT =
  'query ($id: ID!) { _entities(representations: [{ __typename: "Activity", id: $id }]) { ... on Activity { heldOutFor } } }'

/** Tests of activities that are held out or flagged, in the same world as those of the scores. */
export const disputes = (worldOf: () => World): void => {
  let world: World
  let owner: Person
  let runner: Person
  let rival: Person
  let clubId: string
  let challengeId: string
  beforeEach(async () => {
    world = worldOf()
    ;[owner, runner, rival] = [await world.athlete(), await world.athlete(), await world.athlete()]
    await world.settle()
    clubId = await makeClub(owner)
    for (const person of [runner, rival]) await person.ask(JOIN_CLUB, { id: clubId })
    challengeId = await makeChallenge(world, owner, { clubId })
    for (const person of [runner, rival]) await person.ask(JOIN, { id: challengeId })
    await world.settle()
  })

  /** What somebody has on the club's board and in its challenge; null without a row. */
  const scoresOf = async ({ id }: Person): Promise<readonly (number | null)[]> => {
    const { club, challenge } = await owner.ask(SCORES, { club: clubId, challenge: challengeId })
    return [club, challenge].map(
      ({ leaderboard }) =>
        leaderboard.edges.find(({ node }: { node: { athlete: { id: string } } }) => node.athlete.id === id)?.node.score ?? null,
    )
  }
  const opened = async (judged = false) => (await owner.ask(OF_CLUB, { id: clubId, judged })).club
  const nodes = ({ disputes: { edges } }: { disputes: { edges: { node: object }[] } }) => edges.map(({ node }) => node)
  const ride = { distanceMeters: 9_000, movingSeconds: 900 }
  const recent = () => ({ startedAtMs: world.now() })

  describe('an activity that is held out', () => {
    it('waits for a judge, who lets it count on the boards and in the challenges of the club', async () => {
      const activity = await world.activity(runner, { ...recent(), ...ride })
      await world.settle()
      expect(world.events('activity.held-out', { activityId: activity })).toMatchObject([
        { athleteId: runner.id, reasons: ['WRONG_SPORT'] },
      ])
      expect(await scoresOf(runner)).toEqual([null, 0])
      const dispute = {
        activity: { id: activity },
        athlete: { id: runner.id },
        heldOutFor: ['WRONG_SPORT'],
        flagCount: 0,
        counts: null,
      }
      expect(nodes(await opened())).toMatchObject([dispute])
      const verdict = { activity, challenge: challengeId, counts: true, note: 'A tail wind' }
      for (const person of [runner, rival]) expect(await person.codes(JUDGE, verdict)).toEqual(['FORBIDDEN'])
      expect((await owner.ask(JUDGE, verdict)).judgeActivity).toEqual({
        counts: true,
        note: 'A tail wind',
        judgedBy: { id: owner.id },
        flagCount: 0,
      })
      await world.settle()
      expect(await scoresOf(runner)).toEqual([9_000, 9_000])
      expect(nodes(await opened())).toEqual([])
      expect(nodes(await opened(true))).toMatchObject([{ ...dispute, counts: true }])
      const line = { action: 'ACTIVITY_COUNTED', subjectId: activity, note: 'A tail wind', actor: { id: owner.id } }
      expect((await opened()).auditLog.edges.map(({ node }: { node: object }) => node)).toContainEqual(line)
      expect(world.events('activity.judged', { activityId: activity })).toMatchObject([
        { clubId, challengeId: null, counts: true },
      ])
      // A change of what others see keeps the verdict; a correction takes it away with the dispute.
      await world.activity(runner, { id: activity, revision: 2, ...recent(), ...ride, startedAtMs: world.now() - 1000 })
      await world.settle()
      expect(await scoresOf(runner)).toEqual([null, 0])
      await world.activity(runner, { id: activity, revision: 3, ...recent(), distanceMeters: 2_000 })
      await world.settle()
      expect(await scoresOf(runner)).toEqual([2_000, 2_000])
      expect([...nodes(await opened()), ...nodes(await opened(true))]).toEqual([])
    })

    it('tells its reasons to its athlete alone', async () => {
      const activity = await world.activity(runner, { ...recent(), ...ride })
      await world.settle()
      const reasonsFor = async (viewer: Person) => (await viewer.ask(HELD_OUT, { id: activity }))._entities[0].heldOutFor
      expect(await reasonsFor(runner)).toEqual(['WRONG_SPORT'])
      for (const viewer of [owner, rival, world.anyone]) expect(await reasonsFor(viewer)).toBeNull()
      expect((await runner.ask(OF_CLUB, { id: clubId })).club.disputes).toBeNull()
    })

    it('makes no dispute where it would count nowhere', async () => {
      const stranger = await world.athlete()
      const activity = await world.activity(stranger, { ...recent(), ...ride })
      await world.settle()
      expect(world.events('activity.held-out', { activityId: activity })).toEqual([])
    })
  })

  describe('a flag', () => {
    it('of a participant asks the organiser, whose verdict holds the activity out', async () => {
      const activity = await world.activity(runner, { ...recent(), distanceMeters: 3_000 })
      await world.settle()
      for (const note of ['By car!', 'Again']) await rival.ask(FLAG, { activity, club: clubId, note })
      expect(nodes(await opened())).toMatchObject([{ heldOutFor: [], flagCount: 1, notes: ['By car!'], counts: null }])
      expect(await scoresOf(runner)).toEqual([3_000, 3_000])
      await owner.ask(JUDGE, { activity, club: clubId, counts: false })
      await world.settle()
      expect(await scoresOf(runner)).toEqual([null, 0])
      await owner.ask(JUDGE, { activity, club: clubId, counts: true })
      await world.settle()
      expect(await scoresOf(runner)).toEqual([3_000, 3_000])
    })

    it('is refused of one’s own activity, of who takes no part, and of what the flagger may not see', async () => {
      const stranger = await world.athlete()
      const own = await world.activity(runner, { ...recent(), distanceMeters: 3_000 })
      const hidden = await world.activity(runner, { ...recent(), visibility: 'FOLLOWERS' })
      const outside = await world.activity(stranger, recent())
      await world.settle()
      const flag = (person: Person, activity: string, place: object = { club: clubId }) =>
        person.codes(FLAG, { activity, ...place })
      expect(await flag(runner, own)).toEqual(['FORBIDDEN'])
      expect(await flag(stranger, own)).toEqual(['FORBIDDEN'])
      expect(await flag(stranger, own, { challenge: challengeId })).toEqual(['FORBIDDEN'])
      for (const activity of [hidden, outside, 'act_none']) expect(await flag(rival, activity)).toEqual(['NOT_FOUND'])
      for (const place of [{}, { club: clubId, challenge: challengeId }])
        expect(await flag(rival, own, place)).toEqual(['BAD_USER_INPUT'])
      const secret = await makeClub(owner, { access: 'SECRET' })
      expect(await flag(rival, own, { club: secret })).toEqual(['NOT_FOUND'])
      expect(await owner.codes(JUDGE, { activity: outside, club: clubId, counts: false })).toEqual(['NOT_FOUND'])
    })

    it('in a challenge of no club goes to who made it', async () => {
      const open = await makeChallenge(world, owner)
      for (const person of [owner, runner, rival]) await person.ask(JOIN, { id: open })
      const activity = await world.activity(runner, { ...recent(), distanceMeters: 3_000 })
      const own = await world.activity(owner, { ...recent(), distanceMeters: 3_000 })
      await world.settle()
      for (const id of [activity, own]) await rival.ask(FLAG, { activity: id, challenge: open })
      expect(nodes((await owner.ask(OF_CHALLENGE, { id: open })).challenge)).toHaveLength(2)
      expect((await rival.ask(OF_CHALLENGE, { id: open })).challenge.disputes).toBeNull()
      expect(await rival.codes(JUDGE, { activity, challenge: open, counts: false })).toEqual(['FORBIDDEN'])
      expect(await owner.codes(JUDGE, { activity: own, challenge: open, counts: true })).toEqual(['FORBIDDEN'])
      await owner.ask(JUDGE, { activity, challenge: open, counts: false })
      await world.settle()
      // The club has not judged it.
      expect(await scoresOf(runner)).toEqual([3_000, 3_000])
      const { challenge } = await owner.ask(
        'query ($id: ID!) { challenge(id: $id) { leaderboard { edges { node { score } } } } }',
        { id: open },
      )
      expect(challenge.leaderboard.edges.map(({ node }: { node: { score: number } }) => node.score)).toEqual([3_000, 0, 0])
    })
  })

  describe('a dispute about a challenge of no club', () => {
    const QUEUE =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Viewer { disputeQueue { edges { node { id challengeId activity { id } } } } } } }'
    const WEEK_MS = 7 * 86_400_000
    const queueOf = async (who: Person) =>
      (await who.ask(QUEUE, { r: [{ __typename: 'Viewer', id: `vwr_${who.id.slice(4)}` }] }))._entities[0].disputeQueue
    const waiting = async (who: Person) =>
      (await queueOf(who)).edges.map(({ node }: { node: { activity: { id: string } | null } }) => node.activity?.id)
    let challenge: string
    let staff: Person
    beforeEach(async () => {
      const member = await world.athlete()
      staff = world.staff(member)
      challenge = await makeChallenge(world, owner, {})
      for (const person of [owner, runner, rival]) await person.ask(JOIN, { id: challenge })
      await world.settle()
    })

    it('is judged by the staff when its maker is a party: whose own ride it is, or who has flagged it', async () => {
      const own = await world.activity(owner, { ...recent(), ...ride })
      const flagged = await world.activity(runner, { ...recent(), distanceMeters: 5_000 })
      const others = await world.activity(runner, { startedAtMs: world.now() - 7_200_000, distanceMeters: 4_000 })
      await world.settle()
      await owner.ask(FLAG, { activity: flagged, challenge })
      await rival.ask(FLAG, { activity: others, challenge })
      expect(await queueOf(owner)).toBeNull()
      const seen = await waiting(staff)
      expect(seen).toEqual(expect.arrayContaining([own, flagged]))
      expect(seen).not.toContain(others)
      // The maker cannot judge the own ride, and another one only as long as it waits for the maker.
      expect(await owner.codes(JUDGE, { activity: own, challenge, counts: true })).toEqual(['FORBIDDEN'])
      expect(await staff.codes(JUDGE, { activity: others, challenge, counts: false })).toEqual(['FORBIDDEN'])
      expect(await rival.codes(JUDGE, { activity: own, challenge, counts: true })).toEqual(['FORBIDDEN'])
      // Neither both places nor none, not even for the staff.
      for (const place of [{ challenge, club: clubId }, {}]) {
        expect(await staff.codes(JUDGE, { activity: own, ...place, counts: true })).toEqual(['BAD_USER_INPUT'])
        expect(await rival.codes(FLAG, { activity: own, ...place })).toEqual(['BAD_USER_INPUT'])
      }
      expect(await waiting(staff)).toContain(own)
      const verdict = { activity: own, challenge, counts: true, note: 'A tandem' }
      expect((await staff.ask(JUDGE, verdict)).judgeActivity).toMatchObject({ counts: true, note: 'A tandem' })
      await staff.ask(JUDGE, { activity: flagged, challenge, counts: false })
      await world.settle()
      expect(world.events('activity.judged', { activityId: own }).at(-1)).toMatchObject({ challengeId: challenge, counts: true })
      expect(await waiting(staff)).not.toContain(own)
      // It can be judged again.
      expect((await staff.ask(JUDGE, { ...verdict, counts: false })).judgeActivity).toMatchObject({ counts: false })
    })

    it('is an objection of its athlete, which the staff answers for all places that have no verdict of their own', async () => {
      const OBJECT =
        'mutation ($activity: ID!, $note: String) { objectToHoldOut(activityId: $activity, note: $note) { id clubId challengeId notes counts } }'
      const ANSWER =
        'mutation ($activity: ID!, $counts: Boolean!) { judgeObjection(activityId: $activity, counts: $counts) { counts judgedBy { id } } }'
      const activity = await world.activity(runner, { ...recent(), ...ride })
      await world.settle()
      expect(await staff.codes(ANSWER, { activity, counts: true })).toEqual(['NOT_FOUND'])
      for (const [person, code] of [
        [rival, 'NOT_FOUND'],
        [world.anyone, 'UNAUTHENTICATED'],
      ] as const)
        expect(await person.codes(OBJECT, { activity })).toEqual([code])
      const objection = { clubId: null, challengeId: null, notes: ['A tail wind'], counts: null }
      for (const note of ['A tail wind', 'Still a tail wind'])
        expect((await runner.ask(OBJECT, { activity, note })).objectToHoldOut).toMatchObject(objection)
      expect((await waiting(staff)).filter((id: string) => id === activity)).toHaveLength(1)
      for (const person of [runner, owner]) expect(await person.codes(ANSWER, { activity, counts: true })).toEqual(['FORBIDDEN'])
      // The club has decided for itself.
      await owner.ask(JUDGE, { activity, club: clubId, counts: false })
      const answer = { counts: true, judgedBy: { id: staff.id } }
      for (const _twice of [1, 2]) expect((await staff.ask(ANSWER, { activity, counts: true })).judgeObjection).toEqual(answer)
      await world.settle()
      expect(await scoresOf(runner)).toEqual([null, 0])
      const { challenge: open } = await owner.ask(
        'query ($id: ID!) { challenge(id: $id) { leaderboard { edges { node { score athlete { id } } } } } }',
        { id: challenge },
      )
      const own = open.leaderboard.edges.find(({ node }: { node: { athlete: { id: string } } }) => node.athlete.id === runner.id)
      expect(own.node.score).toBe(9_000)
      expect(world.events('activity.judged', { activityId: activity }).at(-1)).toMatchObject({
        clubId: null,
        challengeId: null,
        counts: true,
      })
      expect(await waiting(staff)).not.toContain(activity)
      expect((await runner.ask(OBJECT, { activity, note: 'Again' })).objectToHoldOut).toMatchObject({
        ...objection,
        counts: true,
      })
    })

    it('is judged by the staff when there is no answer for a week, also in a club', async () => {
      const activity = await world.activity(runner, { ...recent(), ...ride })
      await world.settle()
      expect(await waiting(staff)).not.toContain(activity)
      for (const place of [{ challenge }, { club: clubId }])
        expect(await staff.codes(JUDGE, { activity, ...place, counts: true })).toEqual(['FORBIDDEN'])
      world.advance(WEEK_MS)
      expect((await waiting(staff)).filter((id: string) => id === activity)).toHaveLength(2)
      for (const place of [{ challenge }, { club: clubId }])
        expect((await staff.ask(JUDGE, { activity, ...place, counts: true })).judgeActivity).toMatchObject({ counts: true })
      expect(await waiting(staff)).not.toContain(activity)
    })
  })
}
