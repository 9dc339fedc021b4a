import './activity.css'
import '../../social/card.css'
import '../../social/social.css'
import { Suspense, useDeferredValue } from 'react'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { activityQuery } from '#relay/activityQuery'
import { Guard } from '../../app/failed.tsx'
import { NotThere } from '../../app/not-there.tsx'
import { useRouter } from '../../app/router.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { Bone } from '../../design/parts.tsx'
import { Photos } from '../../design/photos.tsx'
import { Comments } from '../../social/comments.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { Company } from './company.tsx'
import { Efforts } from './efforts.tsx'
import { Head } from './head.tsx'
import { HeldOut } from './held-out.tsx'
import { PowerBests } from './power-bests.tsx'
import { Preview } from './preview.tsx'
import { Recording } from './recording.tsx'
import { Tables } from './tables.tsx'
import own from './texts.ts'
import { Tools } from './tools.tsx'
import { Zones } from './zones.tsx'

const Whole = ({ query }: Pick<ScreenProps<activityQuery>, 'query'>) => {
  const t = useTexts(own)
  const { again } = useRouter()
  const { activity } = usePreloadedQuery<activityQuery>(
    graphql`
      query activityQuery($id: ID!, $allSince: Date!, $until: Date!) @preloadable {
        activity(id: $id) {
          id
          name
          athlete {
            id
          }
          photos {
            id
            url
            width
            height
            caption
          }
          ...head_activity
          ...recording_activity
          ...tables_activity
          ...zones_activity
          ...efforts_activity
          ...tools_activity
          ...heldOut_activity
          ...company_activity
          ...powerBests_activity @arguments(since: $allSince, until: $until)
        }
      }
    `,
    query,
  )
  if (activity == null) return <NotThere title={t('gone')}>{t('goneMore')}</NotThere>
  return (
    <div className="page activity">
      <title>{`${activity.name} · Gruppetto`}</title>
      <Head activity={activity} />
      <Tools activity={activity} />
      <HeldOut activity={activity} />
      <Recording activity={activity} />
      <div className="activity-columns">
        <div className="activity-main">
          <Tables activity={activity} />
        </div>
        <div className="activity-side">
          <Company activity={activity} />
          <Zones activity={activity} />
          <PowerBests activity={activity} />
          <Efforts activity={activity} />
        </div>
      </div>
      <Photos of={activity.photos ?? []} />
      <section className="card activity-talk">
        <Guard of={activity.id} again={again}>
          <Suspense fallback={<Bone height="6rem" />}>
            <Comments subjectId={activity.id} ownerId={activity.athlete?.id} />
          </Suspense>
        </Guard>
      </section>
    </div>
  )
}

type ActivityProps = ScreenProps<activityQuery, '/activities/$id'>

const Opened = ({ query, id }: Pick<ActivityProps, 'query'> & { readonly id: string }) => {
  // Without a source it is all in the store. Else a press shows what is known at once, and the rest when it has come and is rendered.
  const isWhole = useDeferredValue(true, query.source === undefined)
  return isWhole ? <Whole query={query} /> : <Preview id={id} />
}

export default function Activity({ query, params }: ActivityProps) {
  return <Opened key={params.id} query={query} id={params.id} />
}
