import type { Api } from './api.ts'

type Handle = 'ana' | 'ben' | 'chloe' | 'dara'

const DAY_MS = 86_400_000
const RSVP = `mutation ($id: ID!, $answer: Rsvp!, $guests: Int, $note: String) {
  rsvp(eventId: $id, answer: $answer, guests: $guests, note: $note) { viewerRsvp } }`

/** Returns Saturday at seven of the week after next, UTC. */
const saturdayAfter = (nowMs: number): Date => {
  const at = new Date(nowMs + 7 * DAY_MS)
  at.setUTCDate(at.getUTCDate() + ((6 - at.getUTCDay() + 7) % 7))
  at.setUTCHours(7, 0, 0, 0)
  return at
}

/** A planned way from the café over a hill into the next valley and back. */
const valleyGpx = (): string => {
  const points = Array.from({ length: 241 }, (_, i) => {
    const angle = (i / 240) * 2 * Math.PI
    const latitude = 46.557 + 0.05 * (1 - Math.cos(angle)) + 0.004 * Math.sin(9 * angle)
    const longitude = 15.646 + 0.11 * Math.sin(angle)
    const altitude = 270 + 140 * (1 - Math.cos(2 * angle))
    return `<trkpt lat="${latitude.toFixed(6)}" lon="${longitude.toFixed(6)}"><ele>${altitude.toFixed(1)}</ele></trkpt>`
  })
  return `<gpx version="1.1" creator="demo"><trk><trkseg>${points.join('')}</trkseg></trk></gpx>`
}

/** A ride of a club with three places: two friends go, one brings a guest and waits, and one may come. */
export const scheduleRide = async (clubId: string, as: (handle: Handle) => Api, nowMs: number): Promise<void> => {
  const title = 'Coffee in the next valley'
  const startsAt = saturdayAfter(nowMs)
  const { createClubEvent } = await as('chloe').ask<{ createClubEvent: { id: string } }>(
    'mutation ($input: ClubEventInput!) { createClubEvent(input: $input) { id } }',
    {
      input: {
        ...{ clubId, title, sport: 'RIDE', timeZone: 'Europe/Ljubljana', place: 'In front of the café' },
        ...{ latitude: 46.557, longitude: 15.646, capacity: 3, guestsAllowed: 1, answersCloseMinutes: 720 },
        routeGpx: valleyGpx(),
        ...{ startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + DAY_MS / 6).toISOString() },
      },
    },
  )
  const { id } = createClubEvent
  await as('chloe').ask(RSVP, { id, answer: 'GOING' })
  await as('ana').ask(RSVP, { id, answer: 'GOING', note: 'I bring a pump.' })
  await as('ben').ask(RSVP, { id, answer: 'GOING', guests: 1 })
  await as('dara').ask(RSVP, { id, answer: 'MAYBE' })
}
