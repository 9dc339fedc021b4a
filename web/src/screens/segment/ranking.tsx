import { useMemo } from 'react'
import { graphql, usePaginationFragment, useRelayEnvironment } from 'react-relay/hooks'
import type { ranking_segment$data, ranking_segment$key } from '#relay/ranking_segment'
import type { rankingChangedSubscription } from '#relay/rankingChangedSubscription'
import firstPage, { type rankingPageQuery } from '#relay/rankingPageQuery'
import { readWhole } from '../../app/read-whole.ts'
import { Link } from '../../app/router.tsx'
import { useLive } from '../../app/use-live.ts'
import { useRenewal } from '../../app/use-renewal.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { Avatar, Button, Notice } from '../../design/parts.tsx'
import { AthleteLink } from '../../social/athlete-link.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

type Entry = ranking_segment$data['leaderboard']['edges'][number]

interface LineProps {
  readonly entry: Omit<Entry, 'cursor'>
  readonly meters: number
  readonly sport: string
  readonly columns: { readonly heart: boolean; readonly power: boolean }
}

const Line = ({ entry: { rank, node }, meters, sport, columns }: LineProps) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { athleteId } = useVisitor()
  const { athlete } = node
  const isOwn = athlete != null && athlete.id === athleteId
  return (
    <tr className={isOwn ? 'is-own' : undefined}>
      <td className={rank <= 3 ? 'segment-rank is-high' : 'segment-rank'}>{measures.number(rank)}</td>
      <td className="segment-who">
        <Avatar size="small" name={athlete?.displayName ?? t('somebody')} url={athlete?.avatarUrl} />
        {athlete == null ? t('somebody') : <AthleteLink handle={athlete.handle} name={athlete.displayName} />}
      </td>
      <td>
        <strong>{measures.clock(node.elapsedSeconds)}</strong>
      </td>
      <td>{measures.speed(meters / node.elapsedSeconds, sport)}</td>
      {columns.heart && (
        <td>{node.averageHeartRateBpm == null ? '' : t('bpm', { count: Math.round(node.averageHeartRateBpm) })}</td>
      )}
      {columns.power && (
        <td>{node.averagePowerWatts == null ? '' : t('watts', { count: Math.round(node.averagePowerWatts) })}</td>
      )}
      <td>
        <Link to={hrefs.activity(node.activity.id)}>{measures.ago(node.startedAt)}</Link>
      </td>
    </tr>
  )
}

interface RankingProps {
  readonly segment: ranking_segment$key
  /** What the segment was asked with. */
  readonly filter: rankingPageQuery['variables']['filter']
}

/** Places that are shown at first. */
const PAGE = 20
/** Places that one question may ask for. */
const MOST = 100

/** The fastest of each athlete, live: when somebody rides faster, the board is asked for again. */
export const Ranking = ({ segment: key, filter }: RankingProps) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { athleteId } = useVisitor()
  const environment = useRelayEnvironment()
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<rankingPageQuery, ranking_segment$key>(
    graphql`
      fragment ranking_segment on Segment
      @refetchable(queryName: "rankingPageQuery")
      @argumentDefinitions(filter: { type: "SegmentLeaderboardFilter" }, count: { type: "Int!" }, cursor: { type: "String" }) {
        id
        sport
        distanceMeters
        leaderboard(filter: $filter, first: $count, after: $cursor) @connection(key: "ranking_leaderboard", filters: ["filter"]) {
          totalCount
          viewerEntry {
            rank
            node {
              id
              elapsedSeconds
              startedAt
              averageHeartRateBpm
              averagePowerWatts
              athlete {
                id
                handle
                displayName
                avatarUrl
              }
              activity {
                id
              }
            }
          }
          edges {
            rank
            node {
              id
              elapsedSeconds
              startedAt
              averageHeartRateBpm
              averagePowerWatts
              athlete {
                id
                handle
                displayName
                avatarUrl
              }
              activity {
                id
              }
            }
          }
        }
      }
    `,
    key,
  )
  const { edges, viewerEntry, totalCount } = data.leaderboard
  const count = Math.min(MOST, Math.max(PAGE, edges.length))
  const { renew } = useRenewal(() =>
    readWhole<rankingPageQuery>(environment, firstPage, { id: data.id, filter, count, cursor: null }),
  )
  useLive<rankingChangedSubscription>(
    useMemo(
      () => ({
        subscription: graphql`
          subscription rankingChangedSubscription($id: ID!) {
            segmentLeaderboardChanged(segmentId: $id) {
              id
              effortCount
              athleteCount
            }
          }
        `,
        variables: { id: data.id },
        onNext: renew,
      }),
      [data.id, renew],
    ),
  )
  if (edges.length === 0) {
    return (
      <Notice kind="empty" icon="trophy" title={t('nobody')}>
        {t('nobodyMore')}
      </Notice>
    )
  }
  const columns = {
    heart: edges.some(({ node }) => node.averageHeartRateBpm != null),
    power: edges.some(({ node }) => node.averagePowerWatts != null),
  }
  const isShown = edges.some(({ node }) => node.athlete != null && node.athlete.id === athleteId)
  const same = { meters: data.distanceMeters, sport: data.sport, columns }
  return (
    <>
      <p className="soft">{t('ranked', { count: totalCount })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
      <section className="segment-scroll" tabIndex={0} aria-label={t('board')}>
        <table className="table">
          <thead>
            <tr>
              <th>#</th>
              <th>{t('athlete')}</th>
              <th>{t('time')}</th>
              <th>{t(measures.hasPace(data.sport) ? 'pace' : 'speed')}</th>
              {columns.heart && <th>{t('heart')}</th>}
              {columns.power && <th>{t('power')}</th>}
              <th>{t('date')}</th>
            </tr>
          </thead>
          <tbody>
            {edges.map((entry) => (
              <Line key={entry.node.id} entry={entry} {...same} />
            ))}
            {viewerEntry != null && !isShown && <Line entry={viewerEntry} {...same} />}
          </tbody>
        </table>
      </section>
      {hasNext && (
        <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(50)}>
          {t('more')}
        </Button>
      )}
    </>
  )
}
