import { graphql, useFragment } from 'react-relay/hooks'
import type { progress_challenge$key } from '#relay/progress_challenge'
import { courseOf } from '../../clubs/course.ts'
import { useScore } from '../../clubs/use-score.ts'
import { Icon } from '../../design/icon.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** How far the viewer is, against the target and against the course to it. */
export const Progress = ({ challenge: key }: { readonly challenge: progress_challenge$key }) => {
  const t = useTexts(own)
  const score = useScore()
  const measures = useMeasures()
  const challenge = useFragment(
    graphql`
      fragment progress_challenge on Challenge {
        kind
        metric
        target
        status
        isFinal
        startsAt
        endsAt
        settlesAt
        participantCount
        viewerEntry {
          rank
          score
          completedAt
        }
      }
    `,
    key,
  )
  const { kind, metric, target, status, isFinal, participantCount, viewerEntry: entry } = challenge
  const state =
    status === 'CANCELLED'
      ? t('cancelled')
      : isFinal
        ? t('final')
        : status === 'ENDED'
          ? t('ended', { when: measures.dateTime(challenge.settlesAt) })
          : status === 'UPCOMING'
            ? t('notBegun')
            : null
  if (entry == null) return state === null ? null : <p className="challenge-state">{state}</p>
  const hasTarget = target != null && kind !== 'BEST_TIME'
  const course = hasTarget && kind === 'TOTAL' && status === 'ACTIVE' ? courseOf(challenge, target, Date.now()) : null
  const isAhead = course !== null && entry.score >= course
  return (
    <section className="card is-padded challenge-mine">
      <h2>{t('mine')}</h2>
      {state !== null && <p className="challenge-state">{state}</p>}
      <p className="challenge-score">
        <strong>{entry.score > 0 ? score(metric, entry.score) : '–'}</strong>
        <span>{t('rank', { rank: entry.rank, all: participantCount })}</span>
      </p>
      {hasTarget && (
        <div
          className="challenge-bar"
          style={{ '--part': Math.min(1, entry.score / target), '--course': (course ?? 0) / target } as React.CSSProperties}
        >
          <div
            className={entry.completedAt == null ? 'bar' : 'bar is-done'}
            role="progressbar"
            aria-label={t('target')}
            aria-valuenow={Math.min(100, Math.round((entry.score / target) * 100))}
            aria-valuemin={0}
            aria-valuemax={100}
          >
            <span />
          </div>
          {course !== null && <span className="challenge-course" aria-hidden="true" />}
        </div>
      )}
      {hasTarget && <p>{t('scoreOf', { score: score(metric, entry.score), target: score(metric, target) })}</p>}
      {entry.completedAt != null ? (
        <p className="challenge-reached">
          <Icon name="trophy" />
          {t('reached', { when: measures.ago(entry.completedAt) })}
        </p>
      ) : entry.score <= 0 && status === 'ACTIVE' ? (
        <p className="soft">{t('noScoreYet')}</p>
      ) : (
        course !== null && <p className="soft">{isAhead ? t('ahead') : t('course', { score: score(metric, course) })}</p>
      )}
    </section>
  )
}
