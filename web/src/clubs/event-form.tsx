import { useState } from 'react'
import type { Wrong } from '../api/wrong.ts'
import { useVisitor } from '../app/visitor.tsx'
import type { Spot } from '../app/where.ts'
import { Pill, SelectField, Switch } from '../design/fields.tsx'
import { Button, TextArea, TextField } from '../design/parts.tsx'
import sportTexts from '../texts/sports.texts.ts'
import { useTexts } from '../texts/use-texts.ts'
import { closeMinutesOf, type EventDraft, type EventInput, inputOf } from './event-draft.ts'
import own from './event-form.texts.ts'
import { PlaceField } from './place-field.tsx'
import repetitionTexts from './repetition.texts.ts'
import { nthOf, type Repeat, WEEKDAYS, weekdayOf } from './repetition.ts'
import { useWeekdays } from './repetition-words.tsx'
import { SPORTS } from './sport-picks.tsx'

interface EventFormProps {
  /** The event as it is. */
  readonly known: EventDraft
  /** What was typed of it. */
  readonly changes: Partial<EventDraft>
  readonly onChange: (change: Partial<EventDraft>) => void
  readonly send: string
  readonly isBusy: boolean
  readonly wrong: Wrong
  /** Whether it may repeat: not one date of a series. */
  readonly mayRepeat: boolean
  readonly isWholeSeries?: boolean
  /** Where the club is at home. */
  readonly near: Spot | null | undefined
  readonly onSend: (input: EventInput) => void
}

const REPEATS: readonly Repeat[] = ['NEVER', 'DAILY', 'WEEKLY', 'BIWEEKLY', 'MONTHLY_DAY', 'MONTHLY_WEEKDAY']
const CLOSES = [null, 0, 60, 720, 1_440, 2_880, 10_080] as const
const MOST_ROUTE_CHARACTERS = 900_000

/** Plans an event, or changes one. */
export const EventForm = ({
  known,
  changes,
  onChange: set,
  send,
  isBusy,
  wrong,
  mayRepeat,
  isWholeSeries = false,
  near,
  onSend,
}: EventFormProps) => {
  const t = useTexts(own)
  const r = useTexts(repetitionTexts)
  const sport = useTexts(sportTexts)
  const weekday = useWeekdays()
  const { locale } = useVisitor()
  const draft = { ...known, ...changes }
  const [routeWrong, setRouteWrong] = useState<string | null>(null)
  const { repetition, day } = draft
  const zones = [...new Set([draft.timeZone, ...Intl.supportedValuesOf('timeZone')])]
  const repeats: readonly Repeat[] =
    repetition.given !== null && known.repetition.repeat === 'OWN' ? [...REPEATS, 'OWN'] : REPEATS
  const repeatText = (repeat: Repeat): string => {
    if (repeat === 'MONTHLY_DAY') return r(repeat, { day: Number(day.slice(8, 10)) })
    if (repeat === 'MONTHLY_WEEKDAY') return r(repeat, { nth: nthOf(day), day: weekday(weekdayOf(day)) })
    return repeat === 'OWN' ? r(repeat, { rule: repetition.given ?? '' }) : r(repeat)
  }
  const closeText = (minutes: number | null): string => {
    if (minutes === null) return t('atEnd')
    if (minutes === 0) return t('atStart')
    if (minutes % 1_440 === 0) return t('days', { count: minutes / 1_440 })
    return minutes % 60 === 0 ? t('hours', { count: minutes / 60 }) : t('minutes', { count: minutes })
  }
  const closes = [...new Set([...CLOSES, draft.answersCloseMinutes])]
  const takeRoute = async (file: File | undefined) => {
    if (file === undefined) return
    const text = await file.text()
    if (text.length > MOST_ROUTE_CHARACTERS) setRouteWrong(t('routeTooLarge'))
    else {
      setRouteWrong(null)
      set({ route: { name: file.name, gpx: text } })
    }
  }
  const problem = routeWrong ?? wrong.fields.routeGpx
  const routeSays = draft.route === 'NONE' ? t('routeNone') : draft.route === 'KEPT' ? t('routeKept') : draft.route.name
  return (
    <form
      className="form event-form"
      onSubmit={(event) => {
        event.preventDefault()
        onSend(inputOf(draft, mayRepeat))
      }}
    >
      <div className="form-row">
        <TextField
          label={t('title')}
          value={draft.title}
          required
          minLength={3}
          maxLength={100}
          placeholder={t('titlePlaceholder')}
          onChange={(event) => set({ title: event.target.value })}
          wrong={wrong.fields.title}
        />
        <SelectField
          label={t('sport')}
          value={draft.sport ?? ''}
          of={[{ value: '', text: t('anySport') }, ...SPORTS.map((value) => ({ value, text: sport(value) }))]}
          onChoose={(value) => set({ sport: value === '' ? null : value })}
          wrong={wrong.fields.sport}
        />
      </div>
      <fieldset className="form">
        <legend>{t('when')}</legend>
        <div className="form-row">
          <TextField
            label={t(isWholeSeries ? 'firstDay' : 'day')}
            type="date"
            required
            value={day}
            onChange={(event) => set({ day: event.target.value })}
            wrong={wrong.fields.startsAt}
          />
          <TextField
            label={t('from')}
            type="time"
            required
            value={draft.from}
            onChange={(event) => set({ from: event.target.value })}
          />
          <TextField
            label={t('to')}
            type="time"
            value={draft.to}
            onChange={(event) => set({ to: event.target.value })}
            wrong={wrong.fields.endsAt}
          />
        </div>
        {mayRepeat && day !== '' && (
          <>
            <SelectField
              label={r('repeats')}
              value={repetition.repeat}
              of={repeats.map((value) => ({ value, text: repeatText(value) }))}
              onChoose={(repeat) => set({ repetition: { ...repetition, repeat } })}
              wrong={wrong.fields.recurrence}
            />
            {(repetition.repeat === 'WEEKLY' || repetition.repeat === 'BIWEEKLY') && (
              <fieldset className="field">
                <legend>{r('onDays')}</legend>
                <div className="pills">
                  {WEEKDAYS.map((each) => (
                    <Pill
                      key={each}
                      aria-label={weekday(each)}
                      checked={each === weekdayOf(day) || repetition.days.includes(each)}
                      disabled={each === weekdayOf(day)}
                      onChange={(event) =>
                        set({
                          repetition: {
                            ...repetition,
                            days: event.target.checked
                              ? [...repetition.days, each]
                              : repetition.days.filter((other) => other !== each),
                          },
                        })
                      }
                    >
                      {weekday(each, 'short')}
                    </Pill>
                  ))}
                </div>
              </fieldset>
            )}
            {repetition.repeat !== 'NEVER' && repetition.repeat !== 'OWN' && (
              <TextField
                label={r('until')}
                hint={r('untilHint')}
                type="date"
                min={day}
                value={repetition.until ?? ''}
                onChange={(event) => set({ repetition: { ...repetition, until: event.target.value || null } })}
              />
            )}
          </>
        )}
        {mayRepeat && (
          <SelectField
            label={t('zone')}
            value={draft.timeZone}
            of={zones.map((value) => ({ value, text: value.replaceAll('_', ' ') }))}
            onChoose={(timeZone) => set({ timeZone })}
            wrong={wrong.fields.timeZone}
          />
        )}
      </fieldset>
      <fieldset className="form">
        <legend>{t('where')}</legend>
        <Switch label={t('virtual')} hint={t('virtualMore')} on={draft.isVirtual} onChange={(isVirtual) => set({ isVirtual })} />
        {!draft.isVirtual && (
          <>
            <TextField
              label={t('place')}
              value={draft.place}
              maxLength={200}
              placeholder={t('placePlaceholder')}
              onChange={(event) => set({ place: event.target.value })}
              wrong={wrong.fields.place}
            />
            <PlaceField
              label={t('point')}
              hint={t('pointHint')}
              radiusMeters={100}
              near={near}
              value={draft.spot}
              onChange={(spot) => set({ spot })}
            />
          </>
        )}
      </fieldset>
      <TextArea
        label={t('description')}
        value={draft.description}
        maxLength={2_000}
        rows={4}
        onChange={(event) => set({ description: event.target.value })}
        wrong={wrong.fields.description}
      />
      <fieldset className="form">
        <legend>{t('who')}</legend>
        <div className="form-row">
          <TextField
            label={t('capacity')}
            hint={t('capacityHint')}
            type="number"
            inputMode="numeric"
            min={1}
            value={draft.capacity}
            onChange={(event) => set({ capacity: event.target.value })}
            wrong={wrong.fields.capacity}
          />
          <SelectField
            label={t('guests')}
            value={String(draft.guestsAllowed)}
            of={Array.from({ length: 11 }, (_, count) => ({
              value: String(count),
              text: new Intl.NumberFormat(locale).format(count),
            }))}
            onChoose={(value) => set({ guestsAllowed: Number(value) })}
            wrong={wrong.fields.guestsAllowed}
          />
          <SelectField
            label={t('closes')}
            value={String(draft.answersCloseMinutes)}
            of={closes.map((minutes) => ({ value: String(minutes), text: closeText(minutes) }))}
            onChoose={(value) => set({ answersCloseMinutes: closeMinutesOf(value) })}
            wrong={wrong.fields.answersCloseMinutes}
          />
        </div>
      </fieldset>
      <fieldset className="field">
        <legend>{t('route')}</legend>
        <div className="place-field-now">
          <span>{routeSays}</span>
          <label className="button is-small">
            {t('routeChoose')}
            <input
              className="unseen"
              type="file"
              accept=".gpx"
              onChange={(event) => {
                void takeRoute(event.target.files?.[0])
                event.target.value = ''
              }}
            />
          </label>
          {draft.route !== 'NONE' && (
            <Button small look="quiet" onClick={() => set({ route: 'NONE' })}>
              {t('routeRemove')}
            </Button>
          )}
        </div>
        {problem !== undefined && (
          <p className="wrong" role="alert">
            {problem}
          </p>
        )}
      </fieldset>
      {wrong.all !== null && (
        <p className="form-wrong" role="alert">
          {wrong.all}
        </p>
      )}
      <Button type="submit" look="main" busy={isBusy}>
        {send}
      </Button>
    </form>
  )
}
