import { graphql, useFragment } from 'react-relay/hooks'
import type { pauses_streak$key } from '#relay/pauses_streak'
import type { pausesEndMutation } from '#relay/pausesEndMutation'
import type { pausesSetMutation } from '#relay/pausesSetMutation'
import { useSend } from '../../app/use-send.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { Button, TextField } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { dayAfter, dayIn } from '../../texts/days.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const MOST_DAYS = 92

/** Rest and holidays, set beforehand. */
export const Pauses = ({ streak: key }: { readonly streak: pauses_streak$key }) => {
  const t = useTexts(own)
  const say = useToast()
  const measures = useMeasures()
  const { timeZone } = useVisitor()
  const { pauses } = useFragment(
    graphql`
      fragment pauses_streak on Streak {
        pauses {
          from
          until
        }
      }
    `,
    key,
  )
  const set = useSend<pausesSetMutation>(graphql`
    mutation pausesSetMutation($from: Date!, $until: Date!) {
      setStreakPause(from: $from, until: $until) {
        id
        athlete {
          id
          streak {
            ...streakNow_streak
            ...pauses_streak
          }
        }
      }
    }
  `)
  const end = useSend<pausesEndMutation>(graphql`
    mutation pausesEndMutation($from: Date!) {
      removeStreakPause(from: $from) {
        id
        athlete {
          id
          streak {
            ...streakNow_streak
            ...pauses_streak
          }
        }
      }
    }
  `)
  const today = dayIn(timeZone, Date.now())
  return (
    <section className="card is-padded training-card">
      <h2>{t('pauses')}</h2>
      <p className="training-soft">{t('pausesMore')}</p>
      {pauses.length > 0 && (
        <ul className="training-list">
          {pauses.map(({ from, until }) => (
            <li key={from}>
              <strong className="pause-days">{t('fromUntil', { from: measures.date(from), until: measures.date(until) })}</strong>
              <Button
                small
                look="outline"
                busy={end.isBusy}
                onClick={() => end.send({ from }, { failed: ({ all }) => say(all ?? t('notKept')) })}
              >
                {t('end')}
                <span className="unseen">: {t('endPause', { from: measures.date(from) })}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form
        className="training-form"
        onSubmit={(event) => {
          event.preventDefault()
          const element = event.currentTarget
          const form = new FormData(element)
          set.send(
            { from: String(form.get('from')), until: String(form.get('until')) },
            {
              done: () => {
                element.reset()
                say(t('paused'))
              },
            },
          )
        }}
      >
        <div className="pause-pair">
          <TextField label={t('from')} name="from" type="date" min={today} required wrong={set.wrong.fields.from} />
          <TextField
            label={t('until')}
            name="until"
            type="date"
            min={today}
            max={dayAfter(today, 365 + MOST_DAYS)}
            required
            wrong={set.wrong.fields.until}
          />
        </div>
        {set.wrong.all !== null && (
          <p className="training-wrong" role="alert">
            {set.wrong.all}
          </p>
        )}
        <div className="training-acts">
          <Button type="submit" busy={set.isBusy}>
            {t('pause')}
          </Button>
        </div>
      </form>
    </section>
  )
}
