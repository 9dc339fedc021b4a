import type { ReactNode } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { activityCard_activity$key } from '#relay/activityCard_activity'
import { Link } from '../app/router.tsx'
import { Icon, iconOfSport } from '../design/icon.tsx'
import { type Figure, Figures } from '../design/parts.tsx'
import { Photos } from '../design/photos.tsx'
import { RoutePicture } from '../design/route-picture.tsx'
import { hrefs } from '../screens/mod.ts'
import sports from '../texts/sports.texts.ts'
import { useMeasures } from '../texts/use-measures.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Reactions } from './reactions.tsx'
import own from './texts.ts'

interface ActivityCardProps {
  readonly activity: activityCard_activity$key
  readonly head: (more: ReactNode) => ReactNode
  readonly ownerId: string | undefined
}

export const ActivityCard = ({ activity: key, head, ownerId }: ActivityCardProps) => {
  const t = useTexts(own)
  const sport = useTexts(sports)
  const measures = useMeasures()
  const activity = useFragment(
    graphql`
      fragment activityCard_activity on Activity {
        id
        name
        description
        sport
        distanceMeters
        movingSeconds
        elevationGainMeters
        averageSpeedMps
        averageHeartRateBpm
        route {
          polyline
        }
        photos {
          id
          url
          width
          height
          caption
        }
        together {
          id
          athlete {
            handle
            displayName
          }
        }
        ...reactions_subject
      }
    `,
    key,
  )
  const { distanceMeters, elevationGainMeters: gain, averageSpeedMps: speed, averageHeartRateBpm: heart } = activity
  const figures: readonly Figure[] = [
    ...(distanceMeters > 0 ? [{ name: t('distance'), value: measures.distance(distanceMeters, activity.sport) }] : []),
    { name: t('moving'), value: measures.clock(activity.movingSeconds) },
    ...(speed != null && speed > 0
      ? [{ name: t(measures.hasPace(activity.sport) ? 'pace' : 'speed'), value: measures.speed(speed, activity.sport) }]
      : []),
    ...(gain != null && gain >= 1 ? [{ name: t('climb'), value: measures.elevation(gain) }] : []),
    ...(distanceMeters === 0 && heart != null ? [{ name: t('heart'), value: t('bpm', { bpm: Math.round(heart) }) }] : []),
  ]
  const others = activity.together?.flatMap(({ athlete }) => athlete ?? []) ?? []
  const [first] = others
  const more =
    first === undefined ? null : (
      <span className="feed-with">{t('with', { name: first.displayName, others: others.length - 1 })}</span>
    )
  const address = hrefs.activity(activity.id)
  return (
    <article className="card feed-card">
      {head(more)}
      <div className="feed-body">
        <h2>
          <Link to={address}>{activity.name}</Link>
        </h2>
        <span className="chip">
          <Icon name={iconOfSport(activity.sport)} />
          {sport(activity.sport)}
        </span>
        {activity.description != null && (
          <p className="feed-text" dir="auto">
            {activity.description}
          </p>
        )}
        <Figures of={figures} />
      </div>
      {activity.route != null && (
        <Link className="feed-route route-ground" to={address} tabIndex={-1} aria-hidden="true">
          <RoutePicture polyline={activity.route.polyline} />
        </Link>
      )}
      <Photos of={activity.photos ?? []} />
      <Reactions subject={activity} ownerId={ownerId} />
    </article>
  )
}
