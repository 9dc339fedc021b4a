import { describe, expect, it } from 'vitest'
import { join, newChallenge } from '../challenge/challenge.ts'
import { newBrand, newStaff, partnerWith } from '../partner/partner.ts'
import { newAthlete, PASSWORD, type Person, sendFile, uploadOf } from '../people.ts'
import { gpxRide } from '../recordings.ts'
import { newSegment } from '../segments/segments.ts'
import type { WorldOf } from '../world.ts'

const DAY_MS = 86_400_000

interface Shown {
  /** Returns the answer as it is now for somebody without credentials, or with these. */
  text(): Promise<string>
  readonly query: string
}

/** What is hidden is gone from the answers that are kept as soon as they are too old, which is after a second. */
export const keptAnswers = (world: WorldOf): void => {
  const shown = (query: string, headers: Readonly<Record<string, string>> = {}): Shown => ({
    query,
    async text() {
      const url = new URL(world().url)
      url.searchParams.set('query', query)
      const answer = await fetch(url, { headers })
      const isOpen = Object.keys(headers).length === 0
      // Otherwise nothing would be kept that could be out of date.
      if (isOpen) expect(answer.headers.get('cache-control'), query).toBe('public, max-age=1, stale-while-revalidate=2')
      expect(answer.status).toBe(200)
      return answer.text()
    },
  })
  /** Looks at each answer all the time while the change happens, and then until the words are gone from all of them. */
  const goneAfter = async (answers: readonly Shown[], word: string, change: () => Promise<unknown>): Promise<void> => {
    for (const { query, text } of answers) await expect.poll(text, { message: query, timeout: 20_000 }).toContain(word)
    let isChanging = true
    const looking = answers.map(async ({ text }) => {
      while (isChanging) await text()
    })
    await change()
    await world().settle()
    isChanging = false
    await Promise.all(looking)
    for (const { query, text } of answers) await expect.poll(text, { message: query, timeout: 20_000 }).not.toContain(word)
  }

  /** An athlete with a segment of the own, whose best effort is the athlete's. */
  const rider = async () => {
    const who = await newAthlete(world().url, 'rider')
    const upload = await sendFile(who, 'a.gpx', gpxRide(Date.now() - DAY_MS, { points: 240, longitude: 11 + Math.random() }), {
      name: `Ride of ${who.handle}`,
    })
    await world().settle()
    const activity = (await uploadOf(who, upload)).activities[0]?.id ?? ''
    const segment = await newSegment(who, { activityId: activity, name: 'Up there', startSeconds: 30, endSeconds: 200 })
    await world().settle()
    const board = shown(
      `{ segment(id: "${segment}") { name leaderboard { totalCount edges { rank node { elapsedSeconds athlete { handle displayName } } } } } }`,
    )
    return { who, activity, board }
  }

  describe('a kept answer', () => {
    it('does not show an activity any more that was made private, nor one that was deleted', async () => {
      const hide = 'mutation ($id: ID!) { updateActivity(id: $id, input: { visibility: ONLY_ME }) { id } }'
      const remove = 'mutation ($id: ID!) { deleteActivity(id: $id) }'
      for (const change of [hide, remove]) {
        const { who, activity, board } = await rider()
        const itself = shown(`{ activity(id: "${activity}") { name athlete { handle } } }`)
        await goneAfter([board, itself], who.handle, () => who.get(change, { id: activity }))
      }
    })

    it('does not show an athlete any more whose account was made private or deleted', async () => {
      const closed = await rider()
      const profile = ({ id }: Person) => shown(`{ athlete(id: "${id}") { handle bio } }`)
      await closed.who.get('mutation ($bio: String) { updateProfile(input: { bio: $bio }) { id } }', { bio: 'BIOTEXT' })
      await goneAfter([profile(closed.who)], 'BIOTEXT', () =>
        closed.who.get('mutation { updatePrivacy(input: { profile: FOLLOWERS }) { id } }'),
      )
      const { who, board } = await rider()
      await goneAfter([board, profile(who)], who.handle, () =>
        who.get('mutation ($password: String!) { deleteAccount(password: $password) }', { password: PASSWORD }),
      )
    })

    it('does not show a club any more that has become SECRET', async () => {
      const owner = await newAthlete(world().url, 'owner')
      await world().verify(owner)
      const name = `Club of ${owner.handle}`
      const { createClub } = await owner.get<{ createClub: { id: string } }>(
        'mutation ($input: ClubInput!) { createClub(input: $input) { id } }',
        { input: { name, access: 'OPEN', sports: ['RIDE'] } },
      )
      await world().settle()
      const answers = [
        shown(`{ club(id: "${createClub.id}") { name members { edges { node { handle } } } } }`),
        shown(`{ searchClubs(query: ${JSON.stringify(name)}) { edges { node { name } } } }`),
      ]
      await goneAfter(answers, name, () =>
        owner.get('mutation ($id: ID!, $input: ClubInput!) { updateClub(id: $id, input: $input) { id } }', {
          id: createClub.id,
          input: { name, access: 'SECRET' },
        }),
      )
    })

    it('does not name an athlete to a brand any more who has taken the consent back', async () => {
      const [staff, ana] = await Promise.all([newStaff(world), newAthlete(world().url, 'ana')])
      const brand = await newBrand(staff)
      const id = await newChallenge(staff)
      await staff.get('mutation ($input: SponsorChallengeInput!) { sponsorChallenge(input: $input) { id } }', {
        input: { challengeId: id, brandId: brand.id },
      })
      await join(ana, id, true)
      await world().settle()
      const answers = [
        shown(`{ partner { leaderboard(challengeId: "${id}") { entries { rank name athleteId } } } }`, {
          'x-api-key': brand.secret,
        }),
        shown(
          `{ challenge(id: "${id}") { leaderboard { edges { node { rank athlete { displayName } } } } sponsorship { prize } } }`,
        ),
      ]
      await goneAfter(answers, ana.displayName, () =>
        ana.get('mutation ($id: ID!) { setChallengeSharing(id: $id, share: false) { id } }', { id }),
      )
      expect(await partnerWith(world().url, brand.secret).ask('{ partner { brand { id } } }')).toMatchObject({ errors: [] })
    })

    it('is never shown to who has been blocked, since nothing is kept for who is signed in', async () => {
      const { who, board } = await rider()
      const other = await newAthlete(world().url, 'other')
      await expect.poll(board.text).toContain(who.handle)
      expect(JSON.stringify(await other.ask(board.query))).toContain(who.handle)
      await who.get('mutation ($id: ID!) { block(athleteId: $id) { id } }', { id: other.id })
      await world().settle()
      expect(await board.text()).toContain(who.handle)
      expect(JSON.stringify(await other.ask(board.query))).not.toContain(who.handle)
    })
  })
}
