import { graphql, useFragment } from 'react-relay/hooks'
import type { outCard_viewer$key } from '#relay/outCard_viewer'
import { Link } from '../../app/router.tsx'
import { Avatar } from '../../design/parts.tsx'
import sports from '../../texts/sports.texts.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

const MOST = 4

/** Who is out right now. Nothing stands there while nobody is. */
export const OutCard = ({ viewer }: { readonly viewer: outCard_viewer$key }) => {
  const t = useTexts(own)
  const sport = useTexts(sports)
  const measures = useMeasures()
  const { outNow } = useFragment(
    graphql`
      fragment outCard_viewer on Viewer {
        outNow {
          id
          sport
          position {
            distanceMeters
          }
          athlete {
            id
            displayName
            avatarUrl
          }
        }
      }
    `,
    viewer,
  )
  const out = outNow?.flatMap((session) => (session.athlete == null ? [] : [{ ...session, athlete: session.athlete }])) ?? []
  if (out.length === 0) return null
  return (
    <section className="card side-card side-out">
      <h2>
        <Link to={hrefs.live()}>{t('outNow')}</Link>
      </h2>
      <ul className="side-list">
        {out.slice(0, MOST).map((session) => (
          <li key={session.id} className="side-person">
            <Avatar name={session.athlete.displayName} url={session.athlete.avatarUrl} />
            <div>
              <Link to={hrefs.liveSession(session.id)}>
                <bdi>{session.athlete.displayName}</bdi>
              </Link>
              <p className="soft">
                {sport(session.sport)}
                {session.position != null && ` · ${measures.distance(session.position.distanceMeters)}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
