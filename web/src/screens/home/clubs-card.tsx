import { graphql, useFragment } from 'react-relay/hooks'
import type { clubsCard_viewer$key } from '#relay/clubsCard_viewer'
import { Link } from '../../app/router.tsx'
import { Avatar } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** The clubs one is in. */
export const ClubsCard = ({ viewer }: { readonly viewer: clubsCard_viewer$key }) => {
  const t = useTexts(own)
  const { clubs } = useFragment(
    graphql`
      fragment clubsCard_viewer on Viewer {
        clubs(first: 4) {
          edges {
            node {
              id
              slug
              name
              avatarUrl
              memberCount
            }
          }
        }
      }
    `,
    viewer,
  )
  const shown = clubs?.edges.map(({ node }) => node) ?? []
  if (shown.length === 0) return null
  return (
    <section className="card side-card">
      <h2>
        <Link to={hrefs.clubs()}>{t('clubs')}</Link>
      </h2>
      <ul className="side-list">
        {shown.map(({ id, slug, name, avatarUrl, memberCount }) => (
          <li key={id} className="side-person">
            <Avatar name={name} url={avatarUrl} />
            <div>
              <Link to={hrefs.club(slug)}>{name}</Link>
              <p className="soft">{t('members', { count: memberCount })}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
