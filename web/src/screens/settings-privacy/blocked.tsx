import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { blocked_viewer$key } from '#relay/blocked_viewer'
import type { blockedPageQuery } from '#relay/blockedPageQuery'
import type { blockedUnblockMutation } from '#relay/blockedUnblockMutation'
import { Section } from '../../account/settings.tsx'
import { takingOut } from '../../api/taking-out.ts'
import { useSend } from '../../app/use-send.ts'
import { Button } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { PersonRow } from '../../social/person-row.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const PAGE = 20

/** Whom the athlete has blocked. */
export const Blocked = ({ viewer: key }: { readonly viewer: blocked_viewer$key }) => {
  const t = useTexts(own)
  const say = useToast()
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<blockedPageQuery, blocked_viewer$key>(
    graphql`
      fragment blocked_viewer on Viewer
      @refetchable(queryName: "blockedPageQuery")
      @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" }) {
        blockedAthletes(first: $count, after: $cursor) @connection(key: "blocked_blockedAthletes") {
          __id
          edges {
            node {
              id
              displayName
              ...personRow_athlete
            }
          }
        }
      }
    `,
    key,
  )
  const { send } = useSend<blockedUnblockMutation>(graphql`
    mutation blockedUnblockMutation($id: ID!) {
      unblock(athleteId: $id) {
        id
      }
    }
  `)
  const list = data.blockedAthletes
  const people = list?.edges.flatMap(({ node }) => node ?? []) ?? []
  const unblock = (id: string) =>
    send({ id }, { ...takingOut(list?.__id, id), failed: ({ all }) => say(`${t('notKept')} ${all ?? ''}`) })
  return (
    <Section title={t('blocked')} more={t('blockedMore')}>
      {list == null && <p className="soft">{t('away')}</p>}
      {list != null && people.length === 0 && <p className="soft">{t('nobodyBlocked')}</p>}
      <ul>
        {people.map((person) => (
          <PersonRow key={person.id} athlete={person}>
            <Button
              small
              look="outline"
              aria-label={t('unblockWho', { name: person.displayName })}
              onClick={() => unblock(person.id)}
            >
              {t('unblock')}
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
