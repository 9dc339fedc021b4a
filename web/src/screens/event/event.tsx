import '../../clubs/clubs.css'
import '../../social/social.css'
import './event.css'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { eventQuery } from '#relay/eventQuery'
import { NotThere } from '../../app/not-there.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { EventPage } from './event-page.tsx'
import own from './texts.ts'

export default function Event({ query, search }: ScreenProps<eventQuery, '/events/$id'>) {
  const t = useTexts(own)
  const { clubEvent } = usePreloadedQuery<eventQuery>(
    graphql`
      query eventQuery($id: ID!, $date: DateTime) @preloadable {
        clubEvent(id: $id) {
          id
          title
          ...eventPage_event @arguments(date: $date)
        }
      }
    `,
    query,
  )
  if (clubEvent == null) return <NotThere title={t('gone')}>{t('goneMore')}</NotThere>
  return (
    <div className="page event">
      <title>{`${clubEvent.title} · Gruppetto`}</title>
      <EventPage event={clubEvent} date={search.get('date')} />
    </div>
  )
}
