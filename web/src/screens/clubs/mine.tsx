import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { mine_viewer$key } from '#relay/mine_viewer'
import type { minePageQuery } from '#relay/minePageQuery'
import { ClubCard } from '../../clubs/club-card.tsx'
import { Membership } from '../../clubs/membership.tsx'
import clubTexts from '../../clubs/texts.ts'
import { Avatar, Button, Notice } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const PAGE = 24

/** The clubs of who looks, and those that invite them. */
export const Mine = ({ viewer: key }: { readonly viewer: mine_viewer$key }) => {
  const t = useTexts(own)
  const common = useTexts(clubTexts)
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<minePageQuery, mine_viewer$key>(
    graphql`
      fragment mine_viewer on Viewer
      @refetchable(queryName: "minePageQuery")
      @argumentDefinitions(count: { type: "Int!" }, cursor: { type: "String" }) {
        clubs(first: $count, after: $cursor) @connection(key: "mine_clubs") {
          edges {
            node {
              id
              ...clubCard_club
            }
          }
        }
        clubInvitations {
          id
          name
          avatarUrl
          ...membership_club
        }
      }
    `,
    key,
  )
  const { clubs, clubInvitations } = data
  const invitations = clubInvitations ?? []
  const edges = clubs?.edges ?? []
  return (
    <>
      {invitations.length > 0 && (
        <section className="section">
          <h2>{t('invitations')}</h2>
          <ul className="cards">
            {invitations.map((club) => (
              <li key={club.id} className="card invitation">
                <Avatar square name={club.name} url={club.avatarUrl} />
                <h3>{club.name}</h3>
                <Membership club={club} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="section">
        <h2>{t('mine')}</h2>
        {clubs != null && edges.length === 0 && (
          <Notice icon="people" title={t('none')}>
            {t('noneMore')}
          </Notice>
        )}
        <ul className="cards">
          {edges.map(({ node }) => (
            <li key={node.id}>
              <ClubCard club={node} />
            </li>
          ))}
        </ul>
        {hasNext && (
          <div className="section-more">
            <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(PAGE)}>
              {common('more')}
            </Button>
          </div>
        )}
      </section>
    </>
  )
}
