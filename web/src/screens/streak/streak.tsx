import './streak.css'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { streakQuery } from '#relay/streakQuery'
import type { ScreenProps } from '../../app/screen.ts'
import { TrainingFrame } from '../../training/training-frame.tsx'
import { Badges } from './badges.tsx'
import { Pauses } from './pauses.tsx'
import { StreakNow } from './streak-now.tsx'

export default function Streak({ query }: ScreenProps<streakQuery>) {
  const { viewer } = usePreloadedQuery<streakQuery>(
    graphql`
      query streakQuery($count: Int!) @preloadable {
        viewer {
          athlete {
            id
            streak {
              ...streakNow_streak
              ...pauses_streak
            }
            ...badges_athlete @arguments(count: $count)
          }
        }
      }
    `,
    query,
  )
  if (viewer == null) return <TrainingFrame place="streak">{null}</TrainingFrame>
  const { streak } = viewer.athlete
  return (
    <TrainingFrame place="streak">
      <div className="training-columns">
        <StreakNow streak={streak} />
        <Pauses streak={streak} />
      </div>
      <Badges athlete={viewer.athlete} />
    </TrainingFrame>
  )
}
