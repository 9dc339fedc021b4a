import type { ReactNode } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { achievement_item$key } from '#relay/achievement_item'
import { Link } from '../../app/router.tsx'
import { Icon } from '../../design/icon.tsx'
import { useBadges } from '../../social/use-badges.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

interface AchievementProps {
  readonly item: achievement_item$key
  readonly head: (more: ReactNode) => ReactNode
}

/** What somebody has achieved: badges, a challenge, records on segments. */
export const Achievement = ({ item: key, head }: AchievementProps) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const say = useBadges()
  const item = useFragment(
    graphql`
      fragment achievement_item on AchievementFeedItem {
        activity {
          id
          name
        }
        badges {
          key
          name
          description
          imageUrl
        }
        challenge {
          id
          title
        }
        segmentEfforts {
          id
          elapsedSeconds
          segment {
            id
            name
          }
        }
      }
    `,
    key,
  )
  const efforts = item.segmentEfforts.flatMap((effort) => effort ?? [])
  return (
    <article className="card feed-card">
      {head(null)}
      <ul className="feed-achieved">
        {item.badges.map((badge) => (
          <li key={badge.key}>
            {badge.imageUrl == null ? <Icon name="trophy" /> : <img src={badge.imageUrl} alt="" width="56" height="56" />}
            <div>
              <strong>{say.name(badge)}</strong>
              <p className="soft">{say.reason(badge, item.challenge)}</p>
            </div>
          </li>
        ))}
        {item.challenge != null && item.badges.length === 0 && (
          <li>
            <Icon name="flag" />
            <Link to={hrefs.challenge(item.challenge.id)}>{t('challengeDone', { title: item.challenge.title })}</Link>
          </li>
        )}
        {efforts.map((effort) => (
          <li key={effort.id}>
            <Icon name="trophy" />
            <strong>{t('record', { segment: effort.segment.name, time: measures.clock(effort.elapsedSeconds) })}</strong>
          </li>
        ))}
      </ul>
      {item.activity != null && (
        <p className="feed-from">
          <Link to={hrefs.activity(item.activity.id)}>{item.activity.name}</Link>
        </p>
      )}
    </article>
  )
}
