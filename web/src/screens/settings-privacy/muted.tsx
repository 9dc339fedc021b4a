import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { muted_viewer$key } from '#relay/muted_viewer'
import type { mutedPageQuery } from '#relay/mutedPageQuery'
import type { mutedUnmuteMutation } from '#relay/mutedUnmuteMutation'
import { Section } from '../../account/settings.tsx'
import { takingOut } from '../../api/taking-out.ts'
import { useSend } from '../../app/use-send.ts'
import { Button } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { PersonRow } from '../../social/person-row.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const PAGE = 20
/** An end further away than this is none. */
const FOR_EVER_MS = 10 * 365 * 86_400_000

/** Whom the athlete has muted. */
export const Muted = ({ viewer: key }: { readonly viewer: muted_viewer$key }) => {
  const t = useTexts(own)
  const say = useToast()
  const measures = useMeasures()
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<mutedPageQuery, muted_viewer$key>(
    graphql`
      fragment muted_viewer on Viewer
      @refetchable(queryName: "mutedPageQuery")
      @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" }) {
        mutedAthletes(first: $count, after: $cursor) @connection(key: "muted_mutedAthletes") {
          __id
          edges {
            node {
              id
              displayName
              viewerMutedUntil
              ...personRow_athlete
            }
          }
        }
      }
    `,
    key,
  )
  const { send } = useSend<mutedUnmuteMutation>(graphql`
    mutation mutedUnmuteMutation($id: ID!) {
      mute(athleteId: $id, muted: false) {
        id
        viewerMutedUntil
      }
    }
  `)
  const list = data.mutedAthletes
  const people = list?.edges.flatMap(({ node }) => node ?? []) ?? []
  const untilOf = (until: string | null | undefined) =>
    until == null || Date.parse(until) - Date.now() > FOR_EVER_MS ? t('forEver') : t('until', { until: measures.dateTime(until) })
  const unmute = (id: string) =>
    send({ id }, { ...takingOut(list?.__id, id), failed: ({ all }) => say(`${t('notKept')} ${all ?? ''}`) })
  return (
    <Section title={t('muted')} more={t('mutedMore')}>
      {list == null && <p className="soft">{t('away')}</p>}
      {list != null && people.length === 0 && <p className="soft">{t('nobodyMuted')}</p>}
      <ul>
        {people.map((person) => (
          <PersonRow key={person.id} athlete={person} more={untilOf(person.viewerMutedUntil)}>
            <Button
              small
              look="outline"
              aria-label={t('unmuteWho', { name: person.displayName })}
              onClick={() => unmute(person.id)}
            >
              {t('unmute')}
            </Button>
          </PersonRow>
        ))}
      </ul>
      {hasNext && (
        <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(PAGE)}>
          {t('more')}
        </Button>
      )}
    </Section>
  )
}
