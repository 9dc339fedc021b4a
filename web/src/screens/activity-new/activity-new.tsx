import '../activity-edit/activity-edit.css'
import { useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { activityNewMutation } from '#relay/activityNewMutation'
import { useRouter } from '../../app/router.tsx'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { SelectField } from '../../design/fields.tsx'
import { Button, TextArea, TextField } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import sports from '../../texts/sports.texts.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { instantOf, secondsOf, wallClockIn } from './clock.ts'
import own from './texts.ts'

const SPORTS = Object.keys(sports) as (keyof typeof sports)[]
const VISIBILITIES = ['', 'EVERYONE', 'FOLLOWERS', 'ONLY_ME'] as const
const METERS = { METRIC: 1_000, IMPERIAL: 1_609.344 } as const

/** An activity that nothing has recorded, such as an hour of yoga. */
export default function ActivityNew() {
  const t = useTexts(own)
  const nameOfSport = useTexts(sports)
  const say = useToast()
  const { go } = useRouter()
  const { units, timeZone } = useVisitor()
  const [sport, setSport] = useState<(typeof SPORTS)[number]>('STRENGTH')
  const [visibility, setVisibility] = useState<(typeof VISIBILITIES)[number]>('')
  const [now] = useState(() => wallClockIn(timeZone, Date.now()))
  const [isTimeless, setTimeless] = useState(false)
  const { send, isBusy, wrong } = useSend<activityNewMutation>(graphql`
    mutation activityNewMutation($input: ManualActivityInput!) {
      createManualActivity(input: $input) {
        id
      }
    }
  `)
  const save = (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const elapsedSeconds = secondsOf(text('hours'), text('minutes'))
    setTimeless(elapsedSeconds === 0)
    if (elapsedSeconds === 0) return
    const input = {
      name: text('name') === '' ? nameOfSport(sport) : text('name'),
      sport,
      startedAt: instantOf(text('startedAt'), timeZone),
      timeZone,
      elapsedSeconds,
      ...(text('distance') === '' ? {} : { distanceMeters: Number(text('distance')) * METERS[units] }),
      ...(text('description') === '' ? {} : { description: text('description') }),
      ...(visibility === '' ? {} : { visibility }),
    }
    send(
      { input },
      {
        // Lists of activities have one more.
        updater: (store) => store.invalidateStore(),
        done: ({ createManualActivity }) => {
          say(t('kept'))
          go(hrefs.activity(createManualActivity.id))
        },
      },
    )
  }
  return (
    <div className="page is-narrow activity-edit">
      <title>{`${t('title')} · Gruppetto`}</title>
      <h1>{t('title')}</h1>
      <form
        className="card is-padded edit-form"
        onSubmit={(event) => {
          event.preventDefault()
          save(new FormData(event.currentTarget))
        }}
      >
        <div className="edit-pair">
          <SelectField
            label={t('sport')}
            of={SPORTS.map((value) => ({ value, text: nameOfSport(value) }))}
            value={sport}
            onChoose={setSport}
            wrong={wrong.fields.sport}
          />
          <TextField label={t('name')} name="name" maxLength={200} placeholder={nameOfSport(sport)} wrong={wrong.fields.name} />
        </div>
        <div className="edit-pair">
          <TextField
            label={t('when')}
            name="startedAt"
            type="datetime-local"
            required
            max={now}
            defaultValue={now}
            hint={t('zone', { zone: timeZone.replaceAll('_', ' ') })}
            wrong={wrong.fields.startedAt}
          />
          <TextField
            label={t(units === 'METRIC' ? 'kilometres' : 'miles')}
            name="distance"
            type="number"
            inputMode="decimal"
            min={0}
            step="any"
            hint={t('distanceMore')}
            wrong={wrong.fields.distanceMeters}
          />
        </div>
        <div className="edit-pair is-short">
          <TextField label={t('hours')} name="hours" type="number" inputMode="numeric" min={0} max={240} defaultValue={0} />
          <TextField
            label={t('minutes')}
            name="minutes"
            type="number"
            inputMode="numeric"
            min={0}
            max={59}
            defaultValue={45}
            wrong={isTimeless ? t('timeless') : wrong.fields.elapsedSeconds}
          />
        </div>
        <TextArea label={t('description')} name="description" wrong={wrong.fields.description} />
        <SelectField
          label={t('who')}
          of={VISIBILITIES.map((value) => ({ value, text: t(value === '' ? 'asAlways' : value) }))}
          value={visibility}
          onChoose={setVisibility}
          wrong={wrong.fields.visibility}
        />
        {wrong.all !== null && (
          <p className="edit-wrong" role="alert">
            {wrong.all}
          </p>
        )}
        <div className="edit-acts">
          <Button type="submit" look="main" busy={isBusy}>
            {t('keep')}
          </Button>
        </div>
      </form>
    </div>
  )
}
