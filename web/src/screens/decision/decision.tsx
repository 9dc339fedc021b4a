import '../../social/social.css'
import './decision.css'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { decisionQuery } from '#relay/decisionQuery'
import { NotThere } from '../../app/not-there.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import words from '../../clubs/words.texts.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { kindOf } from '../staff/kinds.ts'
import { Appeal } from './appeal.tsx'
import own from './texts.ts'

interface SuspensionProps {
  /** Null when it has ended. */
  readonly until: string | null
  readonly reason: string | null
}

const Suspension = ({ until, reason }: SuspensionProps) => {
  const t = useTexts(own)
  const measures = useMeasures()
  if (until === null) return <p>{t('over')}</p>
  return (
    <>
      <p>{t('until', { when: measures.dateTime(until) })}</p>
      {reason !== null && (
        <>
          <h2>{t('why')}</h2>
          <blockquote>{reason}</blockquote>
        </>
      )}
      <p className="soft">{t('while')}</p>
    </>
  )
}

/** What was taken from the viewer, or that the viewer is suspended: why, and what can be said against it. */
export default function Decision({ query }: ScreenProps<decisionQuery>) {
  const t = useTexts(own)
  const word = useTexts(words)
  const { moderationCase: found, viewer } = usePreloadedQuery<decisionQuery>(
    graphql`
      query decisionQuery($id: ID!) @preloadable {
        moderationCase(id: $id) {
          id
          subjectId
          subjectText
          reasons
          status
          note
          photoUrl
          club {
            id
            name
          }
          ...appeal_case
        }
        viewer {
          id
          suspendedUntil
          suspensionReason
          suspensionCase {
            id
          }
        }
      }
    `,
    query,
  )
  if (found == null) return <NotThere title={t('gone')}>{t('goneMore')}</NotThere>
  const kind = kindOf(found.subjectId)
  const isSuspension = kind === 'athlete'
  const isTaken = found.status === 'REMOVED'
  // Another suspension has taken the place of this one.
  const until = viewer?.suspensionCase?.id === found.id ? (viewer.suspendedUntil ?? null) : null
  const title = t(isSuspension ? 'suspended' : isTaken ? 'removed' : 'back', { kind })
  const by = found.club == null ? t('byStaff') : t('byClub', { club: found.club.name })
  return (
    <div className="page is-narrow">
      <title>{`${title} · Gruppetto`}</title>
      <h1>{title}</h1>
      <article className="card decision">
        {isSuspension ? (
          <Suspension until={until} reason={viewer?.suspensionReason ?? null} />
        ) : (
          <>
            {isTaken && <p>{by}</p>}
            {found.subjectText != null && <blockquote>{found.subjectText}</blockquote>}
            {found.photoUrl != null && <img className="decision-photo" src={found.photoUrl} alt={t('photo')} />}
          </>
        )}
        {found.reasons.length > 0 && <p>{t('reasons', { reasons: found.reasons.map((reason) => word(reason)).join(', ') })}</p>}
        {found.note != null && (
          <>
            <h2>{t('note')}</h2>
            <blockquote>{found.note}</blockquote>
          </>
        )}
        {isTaken && !(isSuspension && until === null) && <Appeal of={found} />}
      </article>
    </div>
  )
}
