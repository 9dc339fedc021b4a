import { useMemo } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { eventPage_event$key } from '#relay/eventPage_event'
import type { eventPageUpdatedSubscription } from '#relay/eventPageUpdatedSubscription'
import { Link } from '../../app/router.tsx'
import { useLive } from '../../app/use-live.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { Leaf } from '../../clubs/event-line.tsx'
import { RepetitionWords } from '../../clubs/repetition-words.tsx'
import { moderates, roleOf, runs } from '../../clubs/rights.ts'
import { wallClockOf, writtenTime } from '../../clubs/when.ts'
import words from '../../clubs/words.texts.ts'
import { Icon, iconOfSport } from '../../design/icon.tsx'
import { Avatar, Figures } from '../../design/parts.tsx'
import sports from '../../texts/sports.texts.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { Answer } from './answer.tsx'
import { Attendance } from './attendance.tsx'
import { Dates } from './dates.tsx'
import { EventMap } from './event-map.tsx'
import { Office } from './office.tsx'
import { Results } from './results.tsx'
import own from './texts.ts'
import { Who } from './who.tsx'

interface EventPageProps {
  readonly event: eventPage_event$key
  /** The date of a series that is shown, by its originalStartsAt; without, the next one. */
  readonly date: string | null
}

/** An event, or one date of a series, live. */
export const EventPage = ({ event: key, date: named }: EventPageProps) => {
  const t = useTexts(own)
  const word = useTexts(words)
  const sport = useTexts(sports)
  const measures = useMeasures()
  const { locale, timeZone: viewersZone } = useVisitor()
  const event = useFragment(
    graphql`
      fragment eventPage_event on ClubEvent @argumentDefinitions(date: { type: "DateTime" }) {
        id
        timeZone
        recurrence
        guestsAllowed
        title
        description
        sport
        startsAt
        endsAt
        place
        isVirtual
        status
        route
        routeDistanceMeters
        routeClimbMeters
        meetingPoint {
          latitude
          longitude
        }
        club {
          id
          slug
          name
          avatarUrl
          viewerMembership {
            role
            status
          }
          ...answer_club
        }
        ...answer_event
        ...who_event
        ...attendance_event
        ...results_event
        chosen: occurrences(from: $date, first: 5) {
          edges {
            node {
              originalStartsAt
              startsAt
              endsAt
              title
              description
              sport
              place
              isVirtual
              status
              route
              routeDistanceMeters
              routeClimbMeters
              meetingPoint {
                latitude
                longitude
              }
              ...answer_occurrence
              ...who_occurrence
              ...attendance_occurrence
            }
          }
        }
        ...dates_event
      }
    `,
    key,
  )
  useLive<eventPageUpdatedSubscription>(
    useMemo(
      () => ({
        subscription: graphql`
          subscription eventPageUpdatedSubscription($id: ID!, $date: DateTime) {
            clubEventUpdated(eventId: $id) {
              id
              ...eventPage_event @arguments(date: $date)
            }
          }
        `,
        variables: { id: event.id, date: named },
      }),
      [event.id, named],
    ),
  )

  const dates = event.chosen?.edges.map(({ node }) => node) ?? []
  const date = dates.find(({ originalStartsAt }) => sameInstant(originalStartsAt, named)) ?? dates[0] ?? null
  const shown = date ?? event
  const { club, timeZone } = event
  const role = roleOf(club.viewerMembership)
  const isElsewhere = wallClockOf(shown.startsAt, timeZone) !== wallClockOf(shown.startsAt, viewersZone)
  const figures = [
    ...(shown.routeDistanceMeters == null
      ? []
      : [{ name: word('DISTANCE'), value: measures.distance(shown.routeDistanceMeters) }]),
    ...(shown.routeClimbMeters == null
      ? []
      : [{ name: word('ELEVATION_GAIN'), value: measures.elevation(shown.routeClimbMeters) }]),
  ]
  const point = shown.meetingPoint
  return (
    <>
      <header className="event-head">
        <Leaf instant={shown.startsAt} timeZone={timeZone} />
        <div>
          <h1>{shown.title}</h1>
          <p className="event-when">{writtenTime({ ...shown, timeZone }, locale, timeZone)}</p>
          {isElsewhere && (
            <p className="soft">
              {t('yourTime', { time: writtenTime({ ...shown, timeZone: viewersZone }, locale, viewersZone) })}
            </p>
          )}
          <p className="event-chips">
            {shown.sport != null && (
              <span className="chip">
                <Icon name={iconOfSport(shown.sport)} />
                {sport(shown.sport)}
              </span>
            )}
            {event.recurrence != null && (
              <span className="chip">
                <Icon name="repeat" />
                <RepetitionWords
                  rule={event.recurrence}
                  day={wallClockOf(event.startsAt, timeZone).slice(0, 10)}
                  timeZone={timeZone}
                />
              </span>
            )}
          </p>
        </div>
      </header>
      {shown.status !== 'SCHEDULED' && (
        <p className={shown.status === 'CANCELLED' ? 'event-off is-cancelled' : 'event-off'}>
          {t(shown.status === 'CANCELLED' ? 'cancelled' : 'past')}
        </p>
      )}
      <div className="event-columns">
        <div className="event-main">
          {shown.status === 'SCHEDULED' && (
            <Answer event={event} occurrence={date} club={club} originalStartsAt={date?.originalStartsAt ?? null} />
          )}
          <section className="card event-facts">
            {(shown.place != null || point != null || shown.isVirtual) && (
              <div className="event-place">
                <Icon name={shown.isVirtual ? 'live' : 'place'} />
                <div>
                  <h2>{shown.isVirtual ? t('online') : t('meet')}</h2>
                  {shown.place != null && <p>{shown.place}</p>}
                  {point != null && (
                    <a href={`geo:${point.latitude},${point.longitude}?q=${point.latitude},${point.longitude}`}>{t('onMap')}</a>
                  )}
                </div>
              </div>
            )}
            {shown.description != null && shown.description !== '' && (
              <div>
                <h2>{t('about')}</h2>
                <p className="event-text" dir="auto">
                  {shown.description}
                </p>
              </div>
            )}
            <Link className="event-club" to={hrefs.club(club.slug)}>
              <Avatar square name={club.name} url={club.avatarUrl} />
              <span>{club.name}</span>
            </Link>
          </section>
          {(shown.route != null || point != null) && (
            <section className="card event-route">
              {shown.route != null && (
                <header>
                  <h2>{t('route')}</h2>
                  <Figures of={figures} />
                </header>
              )}
              <EventMap label={t(shown.route == null ? 'meet' : 'route')} route={shown.route ?? null} point={point ?? null} />
            </section>
          )}
        </div>
        <div className="event-side">
          {runs(role) && (
            <Office
              eventId={event.id}
              isSeries={event.recurrence != null}
              originalStartsAt={date?.originalStartsAt ?? null}
              status={shown.status}
            />
          )}
          {shown.isVirtual && <Results event={event} />}
          <Who event={event} occurrence={date} />
          {moderates(role) && Date.parse(shown.startsAt) < Date.now() && (
            <Attendance eventId={event.id} event={event} occurrence={date} originalStartsAt={date?.originalStartsAt ?? null} />
          )}
          <Dates event={event} shown={date?.originalStartsAt ?? null} />
        </div>
      </div>
    </>
  )
}

const sameInstant = (one: string, other: string | null): boolean => other !== null && Date.parse(one) === Date.parse(other)
