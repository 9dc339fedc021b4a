import { graphql, useFragment } from 'react-relay/hooks'
import type { challengeCard_challenge$key } from '#relay/challengeCard_challenge'
import { Link } from '../app/router.tsx'
import { useVisitor } from '../app/visitor.tsx'
import { Icon } from '../design/icon.tsx'
import { Bar } from '../design/parts.tsx'
import { hrefs } from '../screens/mod.ts'
import { useMeasures } from '../texts/use-measures.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Medal } from './medal.tsx'
import own from './texts.ts'
import { useScore } from './use-score.ts'
import { daysBetween, lastDayOf } from './when.ts'
import words from './words.texts.ts'

/** A challenge in a list, with how far the viewer is. */
export const ChallengeCard = ({ challenge: key }: { readonly challenge: challengeCard_challenge$key }) => {
  const t = useTexts(own)
  const word = useTexts(words)
  const score = useScore()
  const measures = useMeasures()
  const { timeZone } = useVisitor()
  const challenge = useFragment(
    graphql`
      fragment challengeCard_challenge on Challenge {
        id
        title
        kind
        metric
        target
        status
        startsAt
        endsAt
        participantCount
        bestOfTeam
        badge {
          imageUrl
        }
        club {
          id
          name
        }
        sponsorship {
          brand {
            name
          }
        }
        viewerEntry {
          rank
          score
          completedAt
        }
      }
    `,
    key,
  )
  const { status, startsAt, endsAt, metric, target, viewerEntry: entry, sponsorship, club } = challenge
  const now = new Date().toISOString()
  const time =
    status === 'UPCOMING'
      ? t('untilStart', { days: Math.max(0, daysBetween(now, startsAt, timeZone)) })
      : status === 'ACTIVE'
        ? t('untilEnd', { days: Math.max(0, daysBetween(now, endsAt, timeZone)) })
        : `${word(status)} · ${measures.date(lastDayOf(endsAt, timeZone))}`
  const by = sponsorship != null ? t('sponsored', { brand: sponsorship.brand.name }) : (club?.name ?? null)
  const hasTarget = target != null && metric !== 'SEGMENT_TIME'
  return (
    <article className="card challenge-card">
      <Medal metric={metric} imageUrl={challenge.badge?.imageUrl} isReached={entry?.completedAt != null} />
      <div>
        <h3>
          <Link to={hrefs.challenge(challenge.id)}>{challenge.title}</Link>
        </h3>
        <p className="soft">{[by, time].filter((each) => each !== null).join(' · ')}</p>
        {entry != null && hasTarget ? (
          <div className="challenge-card-mine">
            <Bar part={entry.score / target} label={challenge.title} />
            <p>
              <strong>{t('scoreOf', { score: score(metric, entry.score), target: score(metric, target) })}</strong>
              {entry.completedAt != null && (
                <span className="chip is-gold">
                  <Icon name="check" />
                  {t('done')}
                </span>
              )}
            </p>
          </div>
        ) : (
          <p className="challenge-card-foot">
            <span>{t('participants', { count: challenge.participantCount })}</span>
            {challenge.bestOfTeam != null && <span className="chip">{t('between')}</span>}
            {entry != null && entry.score > 0 && <span className="chip is-pine">{score(metric, entry.score)}</span>}
          </p>
        )}
      </div>
    </article>
  )
}
