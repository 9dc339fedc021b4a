import '../../clubs/clubs.css'
import '../../social/social.css'
import './staff.css'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { staffQuery } from '#relay/staffQuery'
import { NotThere } from '../../app/not-there.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { StaffDisputes } from './staff-disputes.tsx'
import { StaffQueue } from './staff-queue.tsx'
import own from './texts.ts'

/** What waits for a decision of the platform's staff. For everybody else there is nothing here. */
export default function Staff({ query }: ScreenProps<staffQuery>) {
  const t = useTexts(own)
  const { viewer } = usePreloadedQuery<staffQuery>(
    graphql`
      query staffQuery($count: Int!) @preloadable {
        viewer {
          roles
          ...staffQueue_viewer @arguments(count: $count)
          ...staffDisputes_viewer @arguments(count: $count)
        }
      }
    `,
    query,
  )
  if (viewer == null || !viewer.roles.includes('STAFF')) return <NotThere title={t('notHere')}>{t('notHereMore')}</NotThere>
  return (
    <div className="page is-narrow staff">
      <title>{`${t('title')} · Gruppetto`}</title>
      <h1>{t('title')}</h1>
      <StaffQueue viewer={viewer} />
      <StaffDisputes viewer={viewer} />
    </div>
  )
}
