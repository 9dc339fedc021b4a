import { graphql, useFragment } from 'react-relay/hooks'
import type { boardLine_entry$key } from '#relay/boardLine_entry'
import { useVisitor } from '../app/visitor.tsx'
import { Icon } from '../design/icon.tsx'
import { Avatar } from '../design/parts.tsx'
import { AthleteLink } from '../social/athlete-link.tsx'
import { useMeasures } from '../texts/use-measures.ts'
import { useTexts } from '../texts/use-texts.ts'
import own from './texts.ts'
import { useScore } from './use-score.ts'

interface BoardLineProps {
  readonly entry: boardLine_entry$key
  readonly metric: string
  /** The best score of what is shown, which is a whole bar. */
  readonly best: number
}

/** One place on a board. */
export const BoardLine = ({ entry: key, metric, best }: BoardLineProps) => {
  const t = useTexts(own)
  const score = useScore()
  const measures = useMeasures()
  const { athleteId } = useVisitor()
  const {
    rank,
    athlete,
    score: value,
    completedAt,
  } = useFragment(
    graphql`
      fragment boardLine_entry on LeaderboardEntry {
        rank
        score
        completedAt
        athlete {
          id
          handle
          displayName
          avatarUrl
        }
      }
    `,
    key,
  )
  const name = athlete?.displayName ?? t('hiddenName')
  const isMe = athlete != null && athlete.id === athleteId
  // Of times the least is the best.
  const part = value <= 0 || best <= 0 ? 0 : metric === 'SEGMENT_TIME' ? best / value : value / best
  return (
    <li className={isMe ? 'board-line is-me' : 'board-line'} style={{ '--part': Math.min(1, part) } as React.CSSProperties}>
      <span className={rank <= 3 ? 'board-rank is-first' : 'board-rank'}>{measures.number(rank)}</span>
      <Avatar size="small" name={name} url={athlete?.avatarUrl} />
      <span className="board-who">
        {athlete == null ? <span className="soft">{name}</span> : <AthleteLink handle={athlete.handle} name={name} />}
        {isMe && <span className="chip is-pine">{t('you')}</span>}
        {completedAt != null && (
          <span className="chip is-gold">
            <Icon name="check" />
            <span className="unseen">{t('done')}</span>
          </span>
        )}
      </span>
      <strong>{value <= 0 && metric === 'SEGMENT_TIME' ? '–' : score(metric, value)}</strong>
    </li>
  )
}
