import '../../social/social.css'
import './segment.css'
import { useMemo } from 'react'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { segmentQuery } from '#relay/segmentQuery'
import { NotThere } from '../../app/not-there.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { Icon, iconOfSport } from '../../design/icon.tsx'
import { Figures } from '../../design/parts.tsx'
import { pointsOf } from '../../design/polyline.ts'
import { RoutePicture } from '../../design/route-picture.tsx'
import { boxOf } from '../../map/geo.ts'
import { WorldMap } from '../../map/map.tsx'
import { AthleteLink } from '../../social/athlete-link.tsx'
import sports from '../../texts/sports.texts.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Filters } from './filters.tsx'
import { History } from './history.tsx'
import { Ranking } from './ranking.tsx'
import { Star } from './star.tsx'
import own from './texts.ts'

const Way = ({ polyline }: { readonly polyline: string }) => {
  const t = useTexts(own)
  const points = useMemo(() => pointsOf(polyline), [polyline])
  const box = useMemo(() => boxOf(points), [points])
  const things = useMemo(() => {
    const [start, end] = [points[0], points.at(-1)]
    return {
      lines: [{ id: 'way', of: points, tone: 'ember', width: 5 }] as const,
      spots: [
        ...(end === undefined ? [] : [{ id: 'end', at: end, tone: 'ink' as const }]),
        ...(start === undefined ? [] : [{ id: 'start', at: start, tone: 'ember' as const }]),
      ],
    }
  }, [points])
  if (box === null) return null
  return (
    <div className="card segment-map">
      <WorldMap label={t('map')} box={box} things={things}>
        <div className="route-ground segment-drawn">
          <RoutePicture polyline={polyline} height={360} />
        </div>
      </WorldMap>
    </div>
  )
}

export default function Segment({ query, params, search }: ScreenProps<segmentQuery, '/segments/$id'>) {
  const t = useTexts(own)
  const sport = useTexts(sports)
  const measures = useMeasures()
  const { segment } = usePreloadedQuery<segmentQuery>(
    graphql`
      query segmentQuery($id: ID!, $filter: SegmentLeaderboardFilter, $count: Int!) @preloadable {
        segment(id: $id) {
          id
          name
          sport
          polyline
          distanceMeters
          elevationGainMeters
          averageGradePercent
          effortCount
          athleteCount
          createdBy {
            id
            handle
            displayName
          }
          ...star_segment
          ...history_segment
          ...ranking_segment @arguments(filter: $filter, count: $count)
        }
      }
    `,
    query,
  )
  if (segment == null) return <NotThere title={t('gone')}>{t('goneMore')}</NotThere>
  return (
    <div className="page segment">
      <title>{`${segment.name} · Gruppetto`}</title>
      <header className="segment-head">
        <div>
          <h1>{segment.name}</h1>
          <p className="segment-chips">
            <span className="chip is-ember">
              <Icon name={iconOfSport(segment.sport)} />
              {sport(segment.sport)}
            </span>
            {segment.createdBy != null && (
              <span className="soft">
                {t('madeBy')} <AthleteLink handle={segment.createdBy.handle} name={segment.createdBy.displayName} />
              </span>
            )}
          </p>
        </div>
        <Star segment={segment} />
      </header>
      <Figures
        large
        of={[
          { name: t('distance'), value: measures.distance(segment.distanceMeters) },
          { name: t('climb'), value: measures.elevation(segment.elevationGainMeters) },
          { name: t('gradient'), value: `${measures.number(segment.averageGradePercent, 1)}\u202f%` },
          { name: t('athletes'), value: measures.number(segment.athleteCount) },
          { name: t('efforts'), value: measures.number(segment.effortCount) },
        ]}
      />
      <div className="segment-columns">
        <div className="segment-side">
          <Way polyline={segment.polyline} />
          <History segment={segment} />
        </div>
        <section className="card is-padded segment-board">
          <h2>{t('board')}</h2>
          <Filters id={params.id} search={search} />
          <Ranking segment={segment} filter={query.variables.filter} />
        </section>
      </div>
    </div>
  )
}
