import { graphql, useFragment } from 'react-relay/hooks'
import type { clubCard_club$key } from '#relay/clubCard_club'
import { Link } from '../app/router.tsx'
import { Icon } from '../design/icon.tsx'
import { Avatar } from '../design/parts.tsx'
import { hrefs } from '../screens/mod.ts'
import sports from '../texts/sports.texts.ts'
import { useTexts } from '../texts/use-texts.ts'
import { roleOf } from './rights.ts'
import own from './texts.ts'
import words from './words.texts.ts'

/** A club in a list. The whole card leads to it. */
export const ClubCard = ({ club: key }: { readonly club: clubCard_club$key }) => {
  const t = useTexts(own)
  const word = useTexts(words)
  const sport = useTexts(sports)
  const club = useFragment(
    graphql`
      fragment clubCard_club on Club {
        slug
        name
        avatarUrl
        sports
        access
        memberCount
        viewerMembership {
          role
          status
        }
      }
    `,
    key,
  )
  const role = roleOf(club.viewerMembership)
  return (
    <article className="card club-card">
      <Avatar square name={club.name} url={club.avatarUrl} />
      <div>
        <h3>
          <Link to={hrefs.club(club.slug)}>{club.name}</Link>
        </h3>
        <p className="soft">{club.sports.length === 0 ? t('allSports') : club.sports.map((each) => sport(each)).join(', ')}</p>
        <p className="club-card-foot">
          <span>{t('members', { count: club.memberCount })}</span>
          {club.access !== 'OPEN' && (
            <span className="chip">
              <Icon name="lock" />
              {word(club.access)}
            </span>
          )}
          {role !== null && role !== 'MEMBER' && <span className="chip is-pine">{word(role)}</span>}
        </p>
      </div>
    </article>
  )
}
