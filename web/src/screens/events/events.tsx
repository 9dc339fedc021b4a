import '../../clubs/clubs.css'
import '../../social/social.css'
import './events.css'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { eventsQuery } from '#relay/eventsQuery'
import type { ScreenProps } from '../../app/screen.ts'
import { Area } from '../../clubs/area.tsx'
import { CalendarLink } from '../../clubs/calendar-link.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { Agenda } from './agenda.tsx'
import own from './texts.ts'

export default function Events({ query }: ScreenProps<eventsQuery>) {
  const t = useTexts(own)
  const { viewer } = usePreloadedQuery<eventsQuery>(
    graphql`
      query eventsQuery($count: Int!) @preloadable {
        viewer {
          calendarUrl
          ...agenda_viewer @arguments(count: $count)
        }
      }
    `,
    query,
  )
  return (
    <div className="page events">
      <title>{`${t('title')} · Gruppetto`}</title>
      <h1>{t('title')}</h1>
      <Area at="events" />
      <div className="events-columns">
        {viewer != null && <Agenda viewer={viewer} />}
        {viewer?.calendarUrl != null && <CalendarLink url={viewer.calendarUrl} />}
      </div>
    </div>
  )
}
