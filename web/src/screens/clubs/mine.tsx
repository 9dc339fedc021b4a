import { graphql, useFragment } from 'react-relay/hooks'
import type { mine_viewer$key } from '#relay/mine_viewer'
import { ClubCard } from '../../clubs/club-card.tsx'
import { Membership } from '../../clubs/membership.tsx'
import { Avatar, Notice } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** The clubs of who looks, and those that invite them. */
export const Mine = ({ viewer: key }: { readonly viewer: mine_viewer$key }) => {
  const t = useTexts(own)
  const { clubs, clubInvitations } = useFragment(
    graphql`
      fragment mine_viewer on Viewer {
        clubs(first: 50) {
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
      </section>
    </>
  )
}
