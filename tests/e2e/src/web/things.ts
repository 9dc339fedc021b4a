import { emailOf, PASSWORD, type Person, person } from '../people.ts'
import type { World } from '../world.ts'
import type { Known } from './screens.ts'

/** Signs somebody in who has signed up in a browser. */
export const signedIn = async (
  world: World,
  { handle, displayName }: Pick<Person, 'handle' | 'displayName'>,
): Promise<Person> => {
  const { signIn } = await world.nobody.get<{
    signIn: { accessToken: string; refreshToken: string; viewer: { athlete: { id: string } } }
  }>('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken refreshToken viewer { athlete { id } } } }', {
    input: { email: emailOf({ handle }), password: PASSWORD },
  })
  const { accessToken: token, refreshToken, viewer } = signIn
  return person(world.url, { id: viewer.athlete.id, handle, displayName, token, refreshToken })
}

interface Made {
  readonly createClubEvent: { readonly id: string }
  readonly createChallenge: { readonly id: string }
  readonly createClubInvite: { readonly url: string }
}

const DAY_MS = 24 * 3_600_000

export type Things = Omit<Known, 'handle' | 'activityId' | 'segmentId' | 'liveSessionId' | 'caseId'>

interface Place {
  readonly latitude: number
  readonly longitude: number
}

/** Returns where an activity begins for somebody. */
export const startOf = async (who: Person, activityId: string): Promise<Place> => {
  const { activity } = await who.get<{ activity: { route: { start: Place } } }>(
    'query ($id: ID!) { activity(id: $id) { route { start { latitude longitude } } } }',
    { id: activityId },
  )
  return activity.route.start
}

const METERS_PER_DEGREE = 111_195

/** Returns metres between two places that are near each other. */
export const metersBetween = (one: Place, other: Place): number =>
  METERS_PER_DEGREE *
  Math.hypot(one.latitude - other.latitude, (one.longitude - other.longitude) * Math.cos((one.latitude * Math.PI) / 180))

/** Makes one of each thing that has a screen of its own. */
export const makeThings = async (who: Person): Promise<Things> => {
  const { createClub } = await who.get<{ createClub: { id: string; slug: string } }>(
    'mutation ($input: ClubInput!) { createClub(input: $input) { id slug } }',
    { input: { name: `Early Birds ${who.handle}`, access: 'OPEN' } },
  )
  const clubId = createClub.id
  const at = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString()
  const made = await who.get<Made>(
    `mutation ($event: ClubEventInput!, $challenge: ChallengeInput!, $invite: ClubInviteInput!) {
      createClubEvent(input: $event) { id }
      createChallenge(input: $challenge) { id }
      createClubInvite(input: $invite) { url }
    }`,
    {
      event: { clubId, title: 'Tuesday ride', startsAt: at(1), timeZone: 'Europe/Zurich', place: 'At the bridge' },
      challenge: {
        title: 'Fifty in a week',
        kind: 'TOTAL',
        metric: 'DISTANCE',
        sports: ['RUN'],
        target: 50_000,
        startsAt: at(-1),
        endsAt: at(6),
        clubId,
      },
      invite: { clubId },
    },
  )
  return {
    slug: createClub.slug,
    eventId: made.createClubEvent.id,
    challengeId: made.createChallenge.id,
    invitation: made.createClubInvite.url.split('/').at(-1) ?? '',
  }
}
