import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { activities_athlete$key } from '#relay/activities_athlete'
import type { activitiesPageQuery } from '#relay/activitiesPageQuery'
import { Button, Notice } from '../../design/parts.tsx'
import { ActivityCard } from '../../social/activity-card.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

interface ActivitiesProps {
  readonly athlete: activities_athlete$key
  readonly name: string
}

/** What an athlete has done, newest first, as far as the viewer may see it. */
export const Activities = ({ athlete, name }: ActivitiesProps) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<activitiesPageQuery, activities_athlete$key>(
    graphql`
      fragment activities_athlete on Athlete
      @refetchable(queryName: "activitiesPageQuery")
      @argumentDefinitions(count: { type: "Int!" }, cursor: { type: "String" }) {
        id
        activities(first: $count, after: $cursor) @connection(key: "activities_activities") {
          edges {
            node {
              id
              startedAtLocal
              ...activityCard_activity
            }
          }
        }
      }
    `,
    athlete,
  )
  if (data.activities == null) {
    return (
      <Notice icon="user" title={t('hidden', { name })}>
        {t('hiddenMore')}
      </Notice>
    )
  }
  const { edges } = data.activities
  return (
    <section className="athlete-activities" aria-label={t('activities')}>
      {edges.length === 0 && <Notice kind="empty" icon="watch" title={t('none')} />}
      {edges.map(({ node }) => (
        <ActivityCard
          key={node.id}
          activity={node}
          ownerId={data.id}
          head={(more) => (
            <p className="feed-head athlete-when soft">
              <time dateTime={node.startedAtLocal}>{measures.local(node.startedAtLocal)}</time> {more}
            </p>
          )}
        />
      ))}
      {hasNext && (
        <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(10)}>
          {t('showMore')}
        </Button>
      )}
    </section>
  )
}
