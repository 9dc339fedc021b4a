import './goals.css'
import { useState } from 'react'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { goalsQuery } from '#relay/goalsQuery'
import type { ScreenProps } from '../../app/screen.ts'
import { Button, Dialog, Notice } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { TrainingFrame } from '../../training/training-frame.tsx'
import { GoalCard } from './goal-card.tsx'
import { GoalForm } from './goal-form.tsx'
import own from './texts.ts'

export default function Goals({ query }: ScreenProps<goalsQuery>) {
  const t = useTexts(own)
  const [isOpen, setOpen] = useState(false)
  const { viewer } = usePreloadedQuery<goalsQuery>(
    graphql`
      query goalsQuery @preloadable {
        viewer {
          id
          goals {
            id
            ...goalCard_goal
          }
        }
      }
    `,
    query,
  )
  const goals = viewer?.goals
  const add = (
    <Button look="main" icon="flag" onClick={() => setOpen(true)}>
      {t('add')}
    </Button>
  )
  return (
    <TrainingFrame place="goals" act={goals != null && goals.length > 0 && add}>
      {goals == null && (
        <Notice icon="flag" title={t('away')}>
          {t('awayMore')}
        </Notice>
      )}
      {goals != null && goals.length === 0 && (
        <Notice kind="empty" icon="flag" title={t('empty')} action={add}>
          {t('emptyMore')}
        </Notice>
      )}
      <ul className="goals">
        {goals?.map((goal) => (
          <li key={goal.id} className="card is-padded">
            <GoalCard goal={goal} />
          </li>
        ))}
      </ul>
      <Dialog title={t('add')} open={isOpen} onClose={() => setOpen(false)}>
        <GoalForm onDone={() => setOpen(false)} />
      </Dialog>
    </TrainingFrame>
  )
}
