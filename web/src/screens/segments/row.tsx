import { graphql, useFragment } from 'react-relay/hooks'
import type { row_segment$key } from '#relay/row_segment'
import { Link } from '../../app/router.tsx'
import { Icon, iconOfSport } from '../../design/icon.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

interface RowProps {
  readonly segment: row_segment$key
  /** It is pointed at, or not any more. */
  readonly onChosen: (isChosen: boolean) => void
}

/** A segment in the list beside the map. */
export const Row = ({ segment: key, onChosen }: RowProps) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const segment = useFragment(
    graphql`
      fragment row_segment on Segment {
        id
        name
        sport
        distanceMeters
        averageGradePercent
        elevationGainMeters
        athleteCount
        isStarred
      }
    `,
    key,
  )
  return (
    <Link
      className="segments-row"
      to={hrefs.segment(segment.id)}
      onMouseEnter={() => onChosen(true)}
      onMouseLeave={() => onChosen(false)}
      onBlur={() => onChosen(false)}
    >
      <span className="segments-sport">
        <Icon name={iconOfSport(segment.sport)} />
      </span>
      <span className="segments-name">
        <strong>{segment.name}</strong>
        <span className="soft">
          {measures.distance(segment.distanceMeters)} · {measures.number(segment.averageGradePercent, 1)}&#8239;% ·{' '}
          {measures.elevation(segment.elevationGainMeters)}
        </span>
      </span>
      <span className="segments-people soft">
        {segment.isStarred && <Icon name="star" full />}
        {t('people', { count: segment.athleteCount })}
      </span>
    </Link>
  )
}
