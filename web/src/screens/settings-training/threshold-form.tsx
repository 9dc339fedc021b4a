import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { thresholdForm_viewer$key } from '#relay/thresholdForm_viewer'
import type { thresholdFormMutation } from '#relay/thresholdFormMutation'
import { Section } from '../../account/settings.tsx'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { SelectField, WrongAll } from '../../design/fields.tsx'
import { Button, TextField } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { dayIn } from '../../texts/days.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { kilogramsOf, paceOfSpeed, speedOfPace, weightOf } from './amounts.ts'
import own from './texts.ts'

const NUMBERS = [
  'maxHeartRateBpm',
  'restingHeartRateBpm',
  'lactateThresholdHeartRateBpm',
  'functionalThresholdPowerWatts',
  'runningThresholdPowerWatts',
] as const

const SEXES = ['FEMALE', 'MALE', 'OTHER'] as const

/** What the athlete says of the body: zones, load and predictions come from it. */
export const ThresholdForm = ({ viewer: key }: { readonly viewer: thresholdForm_viewer$key }) => {
  const t = useTexts(own)
  const say = useToast()
  const { units, timeZone } = useVisitor()
  const [isPaceWrong, setPaceWrong] = useState(false)
  const { trainingProfile: profile } = useFragment(
    graphql`
      fragment thresholdForm_viewer on Viewer {
        trainingProfile {
          birthYear
          sex
          weightKg
          maxHeartRateBpm
          restingHeartRateBpm
          lactateThresholdHeartRateBpm
          functionalThresholdPowerWatts
          runningThresholdPowerWatts
          thresholdSpeedMps
        }
      }
    `,
    key,
  )
  const { send, isBusy, wrong } = useSend<thresholdFormMutation>(graphql`
    mutation thresholdFormMutation($input: TrainingProfileInput!) {
      updateTrainingProfile(input: $input) {
        id
        ...thresholdForm_viewer
        trainingProfile {
          ...zoneBounds_profile
        }
        ...since_viewer
      }
    }
  `)
  const today = dayIn(timeZone, Date.now())
  const save = (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const number = (name: string) => (text(name) === '' ? null : Number(text(name)))
    const weight = number('weightKg')
    const pace = text('thresholdSpeedMps')
    const speed = pace === '' ? null : speedOfPace(pace, units)
    setPaceWrong(pace !== '' && speed === null)
    if (pace !== '' && speed === null) return
    const sex = SEXES.find((value) => value === text('sex')) ?? null
    // Of what was only shown in other units, what is known more exactly stays.
    const isSame = (written: string | number | null, known: string | number | null) => written === known
    const knownWeight = profile.weightKg == null ? null : weightOf(profile.weightKg, units)
    const knownPace = profile.thresholdSpeedMps == null ? '' : paceOfSpeed(profile.thresholdSpeedMps, units)
    const input = {
      birthYear: number('birthYear'),
      sex,
      ...(isSame(weight, knownWeight) ? {} : { weightKg: weight === null ? null : kilogramsOf(weight, units) }),
      ...(isSame(pace, knownPace) ? {} : { thresholdSpeedMps: speed }),
      ...Object.fromEntries(NUMBERS.map((name) => [name, number(name)])),
      effectiveFrom: text('effectiveFrom') === '' ? null : text('effectiveFrom'),
    }
    send({ input }, { done: () => say(t('saved')) })
  }
  const field = (name: (typeof NUMBERS)[number]) => (
    <TextField
      key={name}
      label={t(name)}
      hint={t(`${name}_HINT`)}
      name={name}
      type="number"
      inputMode="numeric"
      defaultValue={profile[name] ?? ''}
      wrong={wrong.fields[name]}
    />
  )
  return (
    <Section title={t('title')} more={t('more')}>
      <form
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault()
          save(new FormData(event.currentTarget))
        }}
      >
        <div className="settings-three">
          <TextField
            label={t('birthYear')}
            name="birthYear"
            type="number"
            inputMode="numeric"
            defaultValue={profile.birthYear ?? ''}
            wrong={wrong.fields.birthYear}
          />
          <SelectField
            label={t('sex')}
            name="sex"
            of={(['', ...SEXES] as const).map((value) => ({ value, text: t(value === '' ? 'notSaid' : value) }))}
            defaultValue={profile.sex ?? ''}
            wrong={wrong.fields.sex}
          />
          <TextField
            label={t(units === 'METRIC' ? 'kilograms' : 'pounds')}
            name="weightKg"
            type="number"
            inputMode="decimal"
            step="0.1"
            defaultValue={profile.weightKg == null ? '' : weightOf(profile.weightKg, units)}
            wrong={wrong.fields.weightKg}
          />
        </div>
        <h3>{t('hearts')}</h3>
        <div className="settings-three">{NUMBERS.slice(0, 3).map(field)}</div>
        <h3>{t('thresholds')}</h3>
        <div className="settings-three">
          {NUMBERS.slice(3).map(field)}
          <TextField
            label={t(units === 'METRIC' ? 'pacePerKm' : 'pacePerMile')}
            hint={t('paceHint')}
            name="thresholdSpeedMps"
            inputMode="text"
            placeholder="4:15"
            defaultValue={profile.thresholdSpeedMps == null ? '' : paceOfSpeed(profile.thresholdSpeedMps, units)}
            wrong={isPaceWrong ? t('paceWrong') : wrong.fields.thresholdSpeedMps}
          />
        </div>
        <TextField
          label={t('from')}
          hint={t('fromHint')}
          name="effectiveFrom"
          type="date"
          max={today}
          defaultValue={today}
          wrong={wrong.fields.effectiveFrom}
        />
        <WrongAll text={wrong.all} />
        <div className="settings-acts">
          <Button type="submit" look="main" busy={isBusy}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Section>
  )
}
