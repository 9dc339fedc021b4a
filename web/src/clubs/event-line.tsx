import { graphql, useFragment } from 'react-relay/hooks'
import type { eventLine_edge$key } from '#relay/eventLine_edge'
import { Link } from '../app/router.tsx'
import { useVisitor } from '../app/visitor.tsx'
import { Icon } from '../design/icon.tsx'
import { hrefs } from '../screens/mod.ts'
import { useTexts } from '../texts/use-texts.ts'
import own from './texts.ts'
import { clockIn, leafOf, wallClockOf, zoneNameOf } from './when.ts'
import words from './words.texts.ts'

interface LeafProps {
  readonly instant: string
  readonly timeZone: string
}

/** A leaf of a calendar: what day it is. */
export const Leaf = ({ instant, timeZone }: LeafProps) => {
  const { locale } = useVisitor()
  const { weekday, day, month } = leafOf(instant, timeZone, locale)
  return (
    <time className="leaf" dateTime={instant}>
      <span>{weekday}</span>
      <strong>{day}</strong>
      <span>{month}</span>
    </time>
  )
}

interface EventLineProps {
  readonly edge: eventLine_edge$key
  /** Whether the name of the club stands there: on a list of several. */
  readonly withClub?: boolean
  /** The level of its heading. */
  readonly level?: 2 | 3
}

/** An event in a list, by its date. */
export const EventLine = ({ edge: key, withClub = false, level = 3 }: EventLineProps) => {
  const t = useTexts(own)
  const word = useTexts(words)
  const { locale, timeZone: viewersZone } = useVisitor()
  const { node, occurrence } = useFragment(
    graphql`
      fragment eventLine_edge on ClubEventEdge {
        node {
          id
          timeZone
          recurrence
          club {
            id
            name
          }
        }
        occurrence {
          originalStartsAt
          startsAt
          endsAt
          title
          place
          isVirtual
          status
          capacity
          goingCount
          viewerRsvp
        }
      }
    `,
    key,
  )
  const { timeZone, recurrence, club } = node
  const { startsAt, endsAt, title, place, isVirtual, status, capacity, goingCount, viewerRsvp } = occurrence
  const isElsewhere = wallClockOf(startsAt, timeZone) !== wallClockOf(startsAt, viewersZone)
  const clock = [startsAt, endsAt].flatMap((at) => (at == null ? [] : clockIn(at, timeZone, locale))).join('–')
  const where = place ?? (isVirtual ? t('online') : null)
  const isOff = status === 'CANCELLED'
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <article className={isOff ? 'event-line is-off' : 'event-line'}>
      <Leaf instant={startsAt} timeZone={timeZone} />
      <div>
        <Heading className="event-line-title">
          <Link to={hrefs.event(node.id, recurrence == null ? undefined : occurrence.originalStartsAt)}>{title}</Link>
        </Heading>
        <p className="soft">
          {[isElsewhere ? `${clock} (${zoneNameOf(timeZone)})` : clock, where, withClub ? club.name : null]
            .filter((each) => each !== null)
            .join(' · ')}
        </p>
        <p className="event-line-foot">
          {isOff ? (
            <span className="chip is-danger">{word('CANCELLED')}</span>
          ) : (
            <span>{capacity == null ? t('going', { count: goingCount }) : t('goingOf', { count: goingCount, capacity })}</span>
          )}
          {recurrence != null && (
            <span className="chip">
              <Icon name="repeat" />
              {t('series')}
            </span>
          )}
          {!isOff && viewerRsvp != null && (
            <span className={viewerRsvp === 'GOING' ? 'chip is-pine' : viewerRsvp === 'NOT_GOING' ? 'chip' : 'chip is-gold'}>
              {word(viewerRsvp)}
            </span>
          )}
        </p>
      </div>
    </article>
  )
}
