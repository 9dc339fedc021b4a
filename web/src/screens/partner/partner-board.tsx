import { graphql, useFragment } from 'react-relay/hooks'
import type { partnerBoard_board$key } from '#relay/partnerBoard_board'
import { useVisitor } from '../../app/visitor.tsx'
import { useScore } from '../../clubs/use-score.ts'
import { Icon } from '../../design/icon.tsx'
import { Button } from '../../design/parts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { FileButton } from './file-button.tsx'
import own from './texts.ts'

interface PartnerBoardProps {
  readonly challengeId: string
  readonly metric: string
  readonly board: partnerBoard_board$key
  /** Shows more places; null where no more are shown. */
  readonly onMore: (() => void) | null
}

/** The board as the brand may see it: who has not agreed to share has a rank and no name. */
export const PartnerBoard = ({ challengeId, metric, board: key, onMore }: PartnerBoardProps) => {
  const t = useTexts(own)
  const score = useScore()
  const measures = useMeasures()
  const { locale } = useVisitor()
  const { entries, totalCount, updatedAt } = useFragment(
    graphql`
      fragment partnerBoard_board on BrandedLeaderboard {
        totalCount
        updatedAt
        entries {
          rank
          athleteId
          name
          country
          score
          completed
        }
      }
    `,
    key,
  )
  const countries = new Intl.DisplayNames(locale, { type: 'region' })
  return (
    <section className="card is-padded section">
      <header className="section-head">
        <h3>{t('board')}</h3>
        <FileButton
          path={`/partner/challenges/${challengeId}/leaderboard.csv`}
          name={`leaderboard-${challengeId}.csv`}
          text={t('csv')}
        />
      </header>
      <p className="soft">{t('boardMore', { count: totalCount, when: measures.dateTime(updatedAt) })}</p>
      {entries.length > 0 && (
        <div className="partner-wide">
          <table className="table partner-board">
            <thead>
              <tr>
                <th scope="col">{t('rank')}</th>
                <th scope="col">{t('athlete')}</th>
                <th scope="col">{t('country')}</th>
                <th scope="col">{t('score')}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map(({ rank, athleteId, name, country, score: value, completed }, index) => (
                <tr key={athleteId ?? index}>
                  <td>{measures.number(rank)}</td>
                  <td>
                    {athleteId == null ? <span className="soft">{t('unnamed')}</span> : name}
                    {completed && (
                      <span className="chip is-gold partner-done">
                        <Icon name="check" />
                        <span className="unseen">{t('completedOne')}</span>
                      </span>
                    )}
                  </td>
                  <td>{country == null ? '–' : countries.of(country)}</td>
                  <td>{score(metric, value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {onMore !== null && totalCount > entries.length && (
        <Button look="outline" onClick={onMore}>
          {t('more')}
        </Button>
      )}
      {onMore === null && totalCount > entries.length && <p className="soft">{t('restInFile')}</p>}
    </section>
  )
}
