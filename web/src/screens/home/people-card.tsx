import { graphql, useFragment } from 'react-relay/hooks'
import type { peopleCard_viewer$key } from '#relay/peopleCard_viewer'
import { Link } from '../../app/router.tsx'
import { useVisitor } from '../../app/visitor.tsx'
import { Avatar } from '../../design/parts.tsx'
import { AthleteLink } from '../../social/athlete-link.tsx'
import suggestionTexts from '../../social/suggestion.texts.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** Whom one may know. Nobody is shown where suggestions are off for the athlete. */
export const PeopleCard = ({ viewer }: { readonly viewer: peopleCard_viewer$key }) => {
  const t = useTexts(own)
  const why = useTexts(suggestionTexts)
  const { language } = useVisitor()
  const { suggestions } = useFragment(
    graphql`
      fragment peopleCard_viewer on Viewer {
        suggestions(first: 3) {
          reason
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
  const people =
    suggestions?.flatMap(({ athlete, reason, text }) =>
      athlete == null ? [] : [{ ...athlete, more: language === 'en' ? text : why(reason) }],
    ) ?? []
  if (people.length === 0) return null
  return (
    <section className="card side-card">
      <h2>
        <Link to={hrefs.people()}>{t('people')}</Link>
      </h2>
      <ul className="side-list">
        {people.map(({ id, handle, displayName, avatarUrl, more }) => (
          <li key={id} className="side-person">
            <Avatar name={displayName} url={avatarUrl} />
            <div>
              <AthleteLink handle={handle} name={displayName} />
              <p className="soft">{more}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
