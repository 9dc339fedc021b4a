import './notifications.css'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { notificationsQuery } from '#relay/notificationsQuery'
import type { ScreenProps } from '../../app/screen.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { List } from './list.tsx'
import own from './texts.ts'

export default function Notifications({ query }: ScreenProps<notificationsQuery>) {
  const t = useTexts(own)
  const { viewer } = usePreloadedQuery<notificationsQuery>(
    graphql`
      query notificationsQuery($count: Int!) @preloadable {
        viewer {
          ...list_viewer @arguments(count: $count)
        }
      }
    `,
    query,
  )
  return (
    <div className="page is-narrow notifications">
      <title>{`${t('title')} · Gruppetto`}</title>
      {viewer != null && <List viewer={viewer} />}
    </div>
  )
}
