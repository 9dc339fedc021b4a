import { graphql, useFragment } from 'react-relay/hooks'
import type { peopleCard_viewer$key } from '#relay/peopleCard_viewer'
import { Link } from '../../app/router.tsx'
import { Avatar } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** Whom one may know. Nobody is shown where suggestions are off for the athlete. */
export const PeopleCard = ({ viewer }: { readonly viewer: peopleCard_viewer$key }) => {
  const t = useTexts(own)
  const { suggestions } = useFragment(
    graphql`
      fragment peopleCard_viewer on Viewer {
        suggestions(first: 3) {
          text
          athlete {
            id
            handle
            displayName
            avatarUrl
          }
        }
      }
    `,
    viewer,
  )
  const people = suggestions?.flatMap(({ athlete, text }) => (athlete == null ? [] : [{ ...athlete, text }])) ?? []
  if (people.length === 0) return null
  return (
    <section className="card side-card">
      <h2>
        <Link to={hrefs.people()}>{t('people')}</Link>
      </h2>
      <ul className="side-list">
        {people.map(({ id, handle, displayName, avatarUrl, text }) => (
          <li key={id} className="side-person">
            <Avatar name={displayName} url={avatarUrl} />
            <div>
              <Link to={hrefs.athlete(handle)}>{displayName}</Link>
              <p className="soft">{text}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
