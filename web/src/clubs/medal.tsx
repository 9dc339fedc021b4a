import { Icon, type IconName } from '../design/icon.tsx'

const ICONS: Readonly<Record<string, IconName>> = {
  DISTANCE: 'flag',
  MOVING_TIME: 'watch',
  ELEVATION_GAIN: 'hike',
  ACTIVITY_COUNT: 'check',
  ACTIVE_DAYS: 'flame',
  SEGMENT_TIME: 'trophy',
  TRAINING_LOAD: 'strength',
}

interface MedalProps {
  readonly metric: string
  readonly imageUrl: string | null | undefined
  readonly isReached: boolean
}

/** The picture of a challenge: that of its badge, or of what it counts. */
export const Medal = ({ metric, imageUrl, isReached }: MedalProps) =>
  imageUrl == null ? (
    <span className={isReached ? 'medal is-reached' : 'medal'} aria-hidden="true">
      <Icon name={ICONS[metric] ?? 'trophy'} />
    </span>
  ) : (
    <img className={isReached ? 'medal is-reached' : 'medal'} src={imageUrl} alt="" width="64" height="64" loading="lazy" />
  )
