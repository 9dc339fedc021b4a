import { graphql, useFragment } from 'react-relay/hooks'
import type { head_activity$key } from '#relay/head_activity'
import { Icon, iconOfSport } from '../../design/icon.tsx'
import { Avatar, Figures } from '../../design/parts.tsx'
import { AthleteLink } from '../../social/athlete-link.tsx'
import { Kudos } from '../../social/kudos.tsx'
import sports from '../../texts/sports.texts.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { figure, useMainFigures } from './main-figures.ts'
import own from './texts.ts'
import { useWriting } from './writing.ts'

/** Whose activity it is, what it was, and its numbers. */
export const Head = ({ activity: key }: { readonly activity: head_activity$key }) => {
  const t = useTexts(own)
  const sport = useTexts(sports)
  const measures = useMeasures()
  const activity = useFragment(
    graphql`
      fragment head_activity on Activity {
        name
        description
        sport
        visibility
        startedAtLocal
        distanceMeters
        elapsedSeconds
        movingSeconds
        elevationGainMeters
        averageSpeedMps
        gradeAdjustedSpeedMps
        averageHeartRateBpm
        maxHeartRateBpm
        averagePowerWatts
        normalizedPowerWatts
        averageCadenceRpm
        caloriesKcal
        trainingLoad
        device
        isManual
        poolLengthMeters
        gear {
          name
        }
        athlete {
          id
          handle
          displayName
          avatarUrl
        }
        ...kudos_subject
      }
    `,
    key,
  )
  const { write } = useWriting(activity.sport)
  const { athlete } = activity
  const whole = (unit: 'bpm' | 'watts' | 'kcal') => (value: number) => t(unit, { value: Math.round(value) })
  const speed = (value: number) => measures.speed(value, activity.sport)
  const large = useMainFigures(activity)
  const small = [
    ...figure(t('elapsed'), activity.elapsedSeconds, measures.clock),
    ...figure(t('gradeAdjusted'), activity.gradeAdjustedSpeedMps, speed),
    ...figure(t('heart'), activity.averageHeartRateBpm, whole('bpm')),
    ...figure(t('maxHeart'), activity.maxHeartRateBpm, whole('bpm')),
    ...figure(t('power'), activity.averagePowerWatts, whole('watts')),
    ...figure(t('normalized'), activity.normalizedPowerWatts, whole('watts')),
    ...figure(t('cadence'), activity.averageCadenceRpm, (value) => write('CADENCE', value)),
    ...figure(t('energy'), activity.caloriesKcal, whole('kcal')),
    ...figure(t('load'), activity.trainingLoad, (value) => measures.number(value)),
  ]
  const pool = activity.poolLengthMeters == null ? null : t('pool', { length: measures.pool(activity.poolLengthMeters) })
  const by = [pool, activity.device, activity.gear?.name, activity.isManual ? t('manual') : null].filter((each) => each != null)
  return (
    <header className="activity-head">
      <div className="activity-who">
        <Avatar name={athlete?.displayName ?? t('somebody')} url={athlete?.avatarUrl} />
        <div>
          {athlete == null ? (
            <strong>{t('somebody')}</strong>
          ) : (
            <AthleteLink handle={athlete.handle} name={athlete.displayName} />
          )}
          <p className="soft">
            <time dateTime={activity.startedAtLocal}>{measures.local(activity.startedAtLocal)}</time>
          </p>
        </div>
      </div>
      <h1>{activity.name}</h1>
      <p className="activity-chips">
        <span className="chip is-pine">
          <Icon name={iconOfSport(activity.sport)} />
          {sport(activity.sport)}
        </span>
        {activity.visibility !== 'EVERYONE' && (
          <span className="chip">{t(activity.visibility === 'FOLLOWERS' ? 'forFollowers' : 'forMe')}</span>
        )}
        {by.map((each) => (
          <span className="chip" key={each}>
            {each}
          </span>
        ))}
      </p>
      {activity.description != null && (
        <p className="activity-text" dir="auto">
          {activity.description}
        </p>
      )}
      <Figures of={large} large />
      <Figures of={small} />
      <div>
        <Kudos subject={activity} ownerId={athlete?.id} />
      </div>
    </header>
  )
}
