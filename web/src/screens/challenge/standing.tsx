import { useEffect, useRef } from 'react'
import { graphql, usePaginationFragment, useRelayEnvironment } from 'react-relay/hooks'
import type { standing_challenge$key } from '#relay/standing_challenge'
import firstPage, { type standingPageQuery } from '#relay/standingPageQuery'
import { readWhole } from '../../app/read-whole.ts'
import { useAnother } from '../../app/use-another.ts'
import { useRenewal } from '../../app/use-renewal.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { BoardLine } from '../../clubs/board-line.tsx'
import { Icon } from '../../design/icon.tsx'
import { Button, Choice, Notice } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** Places that are shown at first. */
export const PAGE = 20
const MOST_LIVE = 100
const ASK_AFTER_MS = 4_000

type Shown = 'EVERYONE' | 'FOLLOWING' | 'AROUND'

const whomOf = (shown: Shown, athleteId: string | null) =>
  shown === 'AROUND' ? ({ scope: 'EVERYONE', around: athleteId } as const) : ({ scope: shown, around: null } as const)

interface StandingProps {
  readonly challenge: standing_challenge$key
  /** Rises when the board has moved. */
  readonly moves: number
  /** Hears how many places are shown, which the pushes are to have. */
  readonly onShown: (count: number) => void
}

/** The board of a challenge: of everyone, of whom the viewer follows, or around the viewer. */
export const Standing = ({ challenge, moves, onShown }: StandingProps) => {
  const t = useTexts(own)
  const { athleteId } = useVisitor()
  const environment = useRelayEnvironment()
  const { data, loadNext, hasNext, isLoadingNext, refetch } = usePaginationFragment<standingPageQuery, standing_challenge$key>(
    graphql`
      fragment standing_challenge on Challenge
      @refetchable(queryName: "standingPageQuery")
      @argumentDefinitions(
        count: { type: "Int", defaultValue: 20 }
        cursor: { type: "String" }
        scope: { type: "LeaderboardScope", defaultValue: EVERYONE }
        around: { type: "ID" }
      ) {
        id
        metric
        status
        isFinal
        viewerEntry {
          rank
        }
        leaderboard(scope: $scope, around: $around, first: $count, after: $cursor) @connection(key: "standing_leaderboard") {
          totalCount
          edges {
            cursor
            node {
              rank
              score
              ...boardLine_entry
            }
          }
        }
      }
    `,
    challenge,
  )
  const { isAsking, chosen, shown, choose } = useAnother<standingPageQuery, Shown>(firstPage, {
    first: 'EVERYONE',
    variablesOf: (choice) => ({ id: data.id, ...whomOf(choice, athleteId), count: PAGE, cursor: null }),
    refetch,
  })
  const { edges } = data.leaderboard
  const places = Math.min(MOST_LIVE, Math.max(PAGE, edges.length))
  useEffect(() => {
    if (shown === 'EVERYONE') onShown(places)
  }, [shown, places, onShown])
  const { renew } = useRenewal(() =>
    readWhole<standingPageQuery>(environment, firstPage, {
      id: data.id,
      ...whomOf(shown, athleteId),
      count: places,
      cursor: null,
    }),
  )
  // A push has the board of everyone; any other one is asked for again, once for the moves of some seconds.
  const seen = useRef(0)
  useEffect(() => {
    if (moves === seen.current || shown === 'EVERYONE') return
    const timer = setTimeout(() => {
      seen.current = moves
      renew()
    }, ASK_AFTER_MS)
    return () => clearTimeout(timer)
  }, [moves, shown, renew])
  const choices: readonly Shown[] =
    athleteId === null ? ['EVERYONE'] : data.viewerEntry == null ? ['EVERYONE', 'FOLLOWING'] : ['EVERYONE', 'AROUND', 'FOLLOWING']
  const best = edges.find(({ node }) => node.score > 0)?.node.score ?? 0
  return (
    <section className="section" aria-busy={isAsking}>
      <header className="section-head">
        <h2 className="challenge-board">
          {data.isFinal ? t('final') : t('board')}
          {data.status === 'ACTIVE' && (
            <span className="chip is-ember">
              <Icon name="live" />
              {t('live')}
            </span>
          )}
        </h2>
        {choices.length > 1 && (
          <Choice label={t('show')} of={choices.map((value) => ({ value, text: t(value) }))} value={chosen} onChoose={choose} />
        )}
      </header>
      {edges.length === 0 ? (
        <Notice kind="empty" icon="trophy" title={t('empty')}>
          {t('emptyMore')}
        </Notice>
      ) : (
        <ol className="card board">
          {edges.map(({ cursor, node }) => (
            <BoardLine key={cursor} entry={node} metric={data.metric} best={best} />
          ))}
        </ol>
      )}
      {hasNext && (
        <div className="section-more">
          <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(PAGE)}>
            {t('more')}
          </Button>
        </div>
      )}
    </section>
  )
}
