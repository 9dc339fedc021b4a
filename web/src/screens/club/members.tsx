import { graphql, useFragment, usePaginationFragment } from 'react-relay/hooks'
import type { members_club$key } from '#relay/members_club'
import type { members_edge$key } from '#relay/members_edge'
import type { membersPageQuery } from '#relay/membersPageQuery'
import { Avatar, Button } from '../../design/parts.tsx'
import { AthleteLink } from '../../social/athlete-link.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const Person = ({ edge: key }: { readonly edge: members_edge$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { node: athlete, since } = useFragment(
    graphql`
      fragment members_edge on ClubMemberEdge {
        since
        node {
          id
          handle
          displayName
          avatarUrl
        }
      }
    `,
    key,
  )
  const name = athlete?.displayName ?? t('somebody')
  return (
    <li className="person">
      <Avatar name={name} url={athlete?.avatarUrl} />
      <div>
        {athlete == null ? <strong>{name}</strong> : <AthleteLink handle={athlete.handle} name={name} />}
        <p className="soft">{t('joined', { when: measures.ago(since) })}</p>
      </div>
    </li>
  )
}

/** Who is in the club: those who run it first. */
export const Members = ({ club: key }: { readonly club: members_club$key }) => {
  const t = useTexts(own)
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<membersPageQuery, members_club$key>(
    graphql`
      fragment members_club on Club
      @refetchable(queryName: "membersPageQuery")
      @argumentDefinitions(count: { type: "Int", defaultValue: 30 }, cursor: { type: "String" }) {
        owner: members(role: OWNER, first: 1) {
          edges {
            cursor
            ...members_edge
          }
        }
        admins: members(role: ADMIN, first: 20) {
          edges {
            cursor
            ...members_edge
          }
        }
        moderators: members(role: MODERATOR, first: 20) {
          edges {
            cursor
            ...members_edge
          }
        }
        members(role: MEMBER, first: $count, after: $cursor) @connection(key: "members_members") {
          edges {
            cursor
            node {
              id
            }
            ...members_edge
          }
        }
      }
    `,
    key,
  )
  const groups = [
    { role: 'OWNER', edges: data.owner.edges },
    { role: 'ADMIN', edges: data.admins.edges },
    { role: 'MODERATOR', edges: data.moderators.edges },
    { role: 'MEMBER', edges: data.members.edges },
  ] as const
  return (
    <section className="section" aria-label={t('members')}>
      {groups.map(
        ({ role, edges }) =>
          edges.length > 0 && (
            <section className="section" key={role}>
              <h2>{t(role)}</h2>
              <ul className="card people">
                {edges.map((edge) => (
                  <Person key={edge.cursor} edge={edge} />
                ))}
              </ul>
            </section>
          ),
      )}
      {hasNext && (
        <div className="section-more">
          <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(30)}>
            {t('more')}
          </Button>
        </div>
      )}
    </section>
  )
}
