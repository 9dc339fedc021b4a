import { graphql, useFragment } from 'react-relay/hooks'
import type { out_session$key } from '#relay/out_session'
import { Link } from '../../app/router.tsx'
import { Icon, iconOfSport } from '../../design/icon.tsx'
import { Avatar } from '../../design/parts.tsx'
import sports from '../../texts/sports.texts.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** Somebody who is out right now. */
export const Out = ({ session: key }: { readonly session: out_session$key }) => {
  const t = useTexts(own)
  const sport = useTexts(sports)
  const measures = useMeasures()
  const session = useFragment(
    graphql`
      fragment out_session on LiveSession {
        id
        sport
        status
        startedAt
        position {
          distanceMeters
          elapsedSeconds
        }
        athlete {
          id
          displayName
          avatarUrl
        }
      }
    `,
    key,
  )
  const name = session.athlete?.displayName ?? t('somebody')
  return (
    <Link className="card live-card" to={hrefs.liveSession(session.id)}>
      <Avatar name={name} url={session.athlete?.avatarUrl} />
      <span className="live-card-who">
        <strong>{name}</strong>
        <span className="soft">
          {sport(session.sport)} · {t('since', { when: measures.ago(session.startedAt) })}
        </span>
      </span>
      <span className="live-card-now">
        <span className={session.status === 'LIVE' ? 'chip is-ember' : 'chip'}>
          <Icon name={session.status === 'LIVE' ? 'live' : iconOfSport(session.sport)} />
          {t(session.status)}
        </span>
        <span className="soft">
          {session.position == null ? t('hidden') : measures.distance(session.position.distanceMeters)}
        </span>
      </span>
    </Link>
  )
}
