import { graphql, useFragment } from 'react-relay/hooks'
import type { reportNotes_case$key } from '#relay/reportNotes_case'
import { useMeasures } from '../texts/use-measures.ts'
import { useTexts } from '../texts/use-texts.ts'
import own from './report-notes.texts.ts'
import words from './words.texts.ts'

/** What was written by those who reported something. Nobody is told who they are. */
export const ReportNotes = ({ of }: { readonly of: reportNotes_case$key }) => {
  const t = useTexts(own)
  const word = useTexts(words)
  const measures = useMeasures()
  const { reportNotes } = useFragment(
    graphql`
      fragment reportNotes_case on ModerationCase {
        reportNotes {
          reason
          note
          reportedAt
        }
      }
    `,
    of,
  )
  if (reportNotes == null || reportNotes.length === 0) return null
  return (
    <section className="case-notes" aria-label={t('notes')}>
      <h4>{t('notes')}</h4>
      <ul>
        {reportNotes.map(({ reason, note, reportedAt }) => (
          <li key={reportedAt + note}>
            <p>{note}</p>
            <small className="soft">
              {word(reason)} · <time dateTime={reportedAt}>{measures.ago(reportedAt)}</time>
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
