import { graphql, useFragment } from 'react-relay/hooks'
import type { RecordSourceSelectorProxy } from 'relay-runtime'
import type { suggested_viewer$key } from '#relay/suggested_viewer'
import type { suggestedDismissMutation } from '#relay/suggestedDismissMutation'
import { sentenceOf } from '../../api/wrong.ts'
import { Link } from '../../app/router.tsx'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { Button, buttonClass, Notice } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { Follow } from '../../social/follow.tsx'
import { PersonRow } from '../../social/person-row.tsx'
import suggestionTexts from '../../social/suggestion.texts.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** Whom the athlete may know, and why. */
export const Suggested = ({ viewer: key }: { readonly viewer: suggested_viewer$key }) => {
  const t = useTexts(own)
  const why = useTexts(suggestionTexts)
  const say = useToast()
  const { language } = useVisitor()
  const { id: viewerId, suggestions } = useFragment(
    graphql`
      fragment suggested_viewer on Viewer {
        id
        suggestions(first: 20) {
          reason
          text
          athlete {
            id
            displayName
            ...personRow_athlete
            ...follow_athlete
          }
        }
      }
    `,
    key,
  )
  const { send } = useSend<suggestedDismissMutation>(graphql`
    mutation suggestedDismissMutation($id: ID!) {
      dismissSuggestion(athleteId: $id)
    }
  `)
  const shown = suggestions?.flatMap(({ athlete, ...rest }) => (athlete == null ? [] : [{ ...rest, athlete }])) ?? []
  const dismiss = (id: string) => {
    const takeOut = (store: RecordSourceSelectorProxy) => {
      const viewer = store.get(viewerId)
      const left = viewer
        ?.getLinkedRecords('suggestions', { first: 20 })
        ?.filter((each) => each.getLinkedRecord('athlete')?.getDataID() !== id)
      if (left !== undefined) viewer?.setLinkedRecords(left, 'suggestions', { first: 20 })
    }
    send(
      { id },
      { optimisticUpdater: takeOut, updater: takeOut, failed: (refused) => say(`${t('notKept')} ${sentenceOf(refused) ?? ''}`) },
    )
  }
  return (
    <section className="people-section">
      <h2>{t('suggested')}</h2>
      {suggestions == null && <p>{t('away')}</p>}
      {suggestions != null && shown.length === 0 && (
        <Notice
          kind="empty"
          icon="people"
          title={t('noSuggestions')}
          action={
            <p className="people-ways">
              <Link className={buttonClass('main')} to={hrefs.clubs()}>
                {t('toClubs')}
              </Link>
              <Link className={buttonClass('outline')} to={hrefs.challenges()}>
                {t('toChallenges')}
              </Link>
            </p>
          }
        >
          {t('noSuggestionsMore')}
        </Notice>
      )}
      {shown.length > 0 && (
        <ul className="card people-card">
          {shown.map(({ athlete, reason, text }) => (
            <PersonRow key={athlete.id} athlete={athlete} more={language === 'en' ? text : why(reason)}>
              <Button
                small
                look="quiet"
                aria-label={t('dismissWho', { name: athlete.displayName })}
                onClick={() => dismiss(athlete.id)}
              >
                {t('dismiss')}
              </Button>
              <Follow athlete={athlete} />
            </PersonRow>
          ))}
        </ul>
      )}
    </section>
  )
}
