import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { board_club$key } from '#relay/board_club'
import another, { type boardPageQuery } from '#relay/boardPageQuery'
import { useAnother } from '../../app/use-another.ts'
import { BoardLine } from '../../clubs/board-line.tsx'
import words from '../../clubs/words.texts.ts'
import { Button, Choice, Notice } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const METRICS = ['DISTANCE', 'MOVING_TIME', 'ELEVATION_GAIN', 'ACTIVITY_COUNT'] as const
const PERIODS = ['WEEK', 'MONTH', 'YEAR'] as const
/** As many as the fragment has at first. */
const PAGE = 20

interface Standing {
  readonly metric: (typeof METRICS)[number]
  readonly period: (typeof PERIODS)[number]
}

/** The members by what they have done in this week, month or year. */
export const Board = ({ club: key }: { readonly club: board_club$key }) => {
  const t = useTexts(own)
  const word = useTexts(words)
  const { data, loadNext, hasNext, isLoadingNext, refetch } = usePaginationFragment<boardPageQuery, board_club$key>(
    graphql`
      fragment board_club on Club
      @refetchable(queryName: "boardPageQuery")
      @argumentDefinitions(
        count: { type: "Int", defaultValue: 20 }
        cursor: { type: "String" }
        metric: { type: "ScoreMetric", defaultValue: DISTANCE }
        period: { type: "TotalsPeriod", defaultValue: MONTH }
      ) {
        id
        leaderboard(metric: $metric, period: $period, first: $count, after: $cursor) @connection(key: "board_leaderboard") {
          edges {
            node {
              rank
              score
              ...boardLine_entry
            }
          }
        }
      }
    `,
    key,
  )
  const { isAsking, chosen, shown, choose } = useAnother<boardPageQuery, Standing>(another, {
    first: { metric: 'DISTANCE', period: 'MONTH' },
    variablesOf: (choice) => ({ id: data.id, count: PAGE, cursor: null, ...choice }),
    refetch,
  })
  const { edges } = data.leaderboard
  const best = edges[0]?.node.score ?? 0
  return (
    <section className="section" aria-busy={isAsking}>
      <header className="section-head">
        <h2>{t('board')}</h2>
        <Choice
          label={t('period')}
          of={PERIODS.map((value) => ({ value, text: word(value) }))}
          value={chosen.period}
          onChoose={(period) => choose({ ...chosen, period })}
        />
      </header>
      <Choice
        label={t('by')}
        of={METRICS.map((value) => ({ value, text: word(value) }))}
        value={chosen.metric}
        onChoose={(metric) => choose({ ...chosen, metric })}
      />
      {edges.length === 0 ? (
        <Notice kind="empty" icon="trophy" title={t('emptyBoard')}>
          {t('emptyBoardMore')}
        </Notice>
      ) : (
        <ol className="card board">
          {edges.map(({ node }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a place on a board is where it stands
            <BoardLine key={at} entry={node} metric={shown.metric} best={best} />
          ))}
        </ol>
      )}
      {hasNext && (
        <div className="section-more">
          <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(20)}>
            {t('more')}
          </Button>
        </div>
      )}
    </section>
  )
}
