import { useEffect, useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { now_session$key } from '#relay/now_session'
import { Link } from '../../app/router.tsx'
import { Icon, iconOfSport } from '../../design/icon.tsx'
import { Avatar, buttonClass, type Figure, Figures } from '../../design/parts.tsx'
import { AthleteLink } from '../../social/athlete-link.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** Makes what is said with `ago` true again each few seconds. */
const useTicks = () => {
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 5_000)
    return () => clearInterval(timer)
  }, [])
}

interface NowProps {
  readonly session: now_session$key
  readonly athlete:
    | { readonly handle: string; readonly displayName: string; readonly avatarUrl: string | null | undefined }
    | null
    | undefined
  readonly isOwn: boolean
  /** What it became. */
  readonly activityId: string | undefined
}

/** Who is on the way, and the numbers of this moment. */
export const Now = ({ session: key, athlete, isOwn, activityId }: NowProps) => {
  const t = useTexts(own)
  const measures = useMeasures()
  useTicks()
  const session = useFragment(
    graphql`
      fragment now_session on LiveSession {
        id
        sport
        status
        position {
          at
          distanceMeters
          elapsedSeconds
          speedMps
          heartRateBpm
          powerWatts
        }
      }
    `,
    key,
  )
  const { status, position, sport } = session
  const name = athlete?.displayName ?? t('somebody')
  const figures: Figure[] =
    position == null
      ? []
      : [
          { name: t('distance'), value: measures.distance(position.distanceMeters) },
          { name: t('time'), value: measures.clock(position.elapsedSeconds) },
          ...(position.speedMps == null
            ? []
            : [{ name: t(measures.hasPace(sport) ? 'pace' : 'speed'), value: measures.speed(position.speedMps, sport) }]),
          ...(position.heartRateBpm == null ? [] : [{ name: t('heart'), value: t('bpm', { value: position.heartRateBpm }) }]),
          ...(position.powerWatts == null ? [] : [{ name: t('power'), value: t('watts', { value: position.powerWatts }) }]),
        ]
  return (
    <section className="card is-padded live-now">
      <header>
        <Avatar size="large" name={name} url={athlete?.avatarUrl} />
        <div>
          <h1>{athlete == null ? name : <AthleteLink handle={athlete.handle} name={name} />}</h1>
          <p className="live-now-state" role="status">
            <span className={status === 'LIVE' ? 'chip is-ember' : 'chip'}>
              <Icon name={status === 'LIVE' ? 'live' : iconOfSport(sport)} />
              {t(status)}
            </span>
            {position != null && status !== 'ENDED' && (
              <span className="soft">{t('seen', { when: measures.ago(position.at) })}</span>
            )}
          </p>
        </div>
      </header>
      {position == null ? (
        <p className="soft">
          <strong>{t('hidden')}.</strong> {t(isOwn ? 'sendFirst' : 'hiddenMore')}
        </p>
      ) : (
        <Figures large of={figures} />
      )}
      {activityId !== undefined && (
        <Link className={buttonClass('main')} to={hrefs.activity(activityId)}>
          {t('became')}
        </Link>
      )}
    </section>
  )
}
