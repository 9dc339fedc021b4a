import { useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { goalFormMutation } from '#relay/goalFormMutation'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { Pill, SelectField } from '../../design/fields.tsx'
import { Button, Choice, TextField } from '../../design/parts.tsx'
import sports from '../../texts/sports.texts.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { METRICS } from './metrics.ts'
import own from './texts.ts'

const PERIODS = ['WEEK', 'MONTH', 'YEAR', 'ALL_TIME'] as const
const SPORTS = Object.keys(sports) as (keyof typeof sports)[]

/** What one of the unit that somebody types is, in the units of the API. */
const UNITS = {
  METRIC: { DISTANCE: 1_000, MOVING_TIME: 3_600, ELEVATION_GAIN: 1, ACTIVITY_COUNT: 1, ACTIVE_DAYS: 1 },
  IMPERIAL: { DISTANCE: 1_609.344, MOVING_TIME: 3_600, ELEVATION_GAIN: 0.3048, ACTIVITY_COUNT: 1, ACTIVE_DAYS: 1 },
} as const

/** A new goal, or another target of one that is there. */
export const GoalForm = ({ onDone }: { readonly onDone: () => void }) => {
  const t = useTexts(own)
  const nameOfSport = useTexts(sports)
  const { units } = useVisitor()
  const [metric, setMetric] = useState<(typeof METRICS)[number]>('DISTANCE')
  const [period, setPeriod] = useState<(typeof PERIODS)[number]>('MONTH')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const { send, isBusy, wrong } = useSend<goalFormMutation>(graphql`
    mutation goalFormMutation($input: PersonalGoalInput!) {
      setPersonalGoal(input: $input) {
        id
        goals {
          id
          ...goalCard_goal
        }
      }
    }
  `)
  return (
    <form
      className="training-form"
      onSubmit={(event) => {
        event.preventDefault()
        const amount = Number(new FormData(event.currentTarget).get('target'))
        const input = { metric, period, sports: SPORTS.filter((each) => chosen.has(each)), target: amount * UNITS[units][metric] }
        send({ input }, { done: onDone })
      }}
    >
      <Choice label={t('period')} of={PERIODS.map((value) => ({ value, text: t(value) }))} value={period} onChoose={setPeriod} />
      <div className="goal-pair">
        <SelectField
          label={t('what')}
          of={METRICS.map((value) => ({ value, text: t(value) }))}
          value={metric}
          onChoose={setMetric}
          wrong={wrong.fields.metric}
        />
        <TextField
          label={t(`unit_${metric}_${units}`)}
          name="target"
          type="number"
          inputMode="decimal"
          min={0.01}
          step="any"
          required
          wrong={wrong.fields.target}
        />
      </div>
      <fieldset className="goal-sports">
        <legend>{t('sports')}</legend>
        <div className="pills">
          {SPORTS.map((each) => (
            <Pill
              key={each}
              checked={chosen.has(each)}
              onChange={(event) => {
                const next = new Set(chosen)
                if (event.target.checked) next.add(each)
                else next.delete(each)
                setChosen(next)
              }}
            >
              {nameOfSport(each)}
            </Pill>
          ))}
        </div>
      </fieldset>
      {wrong.all !== null && (
        <p className="training-wrong" role="alert">
          {wrong.all}
        </p>
      )}
      <Button type="submit" look="main" busy={isBusy}>
        {t('set')}
      </Button>
    </form>
  )
}
