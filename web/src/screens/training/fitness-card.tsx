import { graphql, useRefetchableFragment } from 'react-relay/hooks'
import type { fitnessCard_viewer$key } from '#relay/fitnessCard_viewer'
import another, { type fitnessCardQuery } from '#relay/fitnessCardQuery'
import { useAnother } from '../../app/use-another.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { LineChart } from '../../design/line-chart.tsx'
import { Choice, Figures } from '../../design/parts.tsx'
import { dayNumber, dayOfNumber, monthTicks } from '../../texts/day-axis.ts'
import { dayIn } from '../../texts/days.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { fitnessRange, SPANS, type Span } from './ranges.ts'
import own from './texts.ts'

/** What a form says, from the widest to the narrowest bound. */
const wordOfForm = (form: number) =>
  form > 20 ? 'formRested' : form > 5 ? 'formFresh' : form >= -10 ? 'formEven' : form >= -30 ? 'formBuilding' : 'formStrained'

const ALL_SPANS = Object.keys(SPANS) as readonly Span[]

/** Fitness, fatigue and form day by day, and two weeks ahead as if nothing more is done. */
export const FitnessCard = ({ viewer: key }: { readonly viewer: fitnessCard_viewer$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { timeZone, locale } = useVisitor()
  const [{ athlete }, refetch] = useRefetchableFragment<fitnessCardQuery, fitnessCard_viewer$key>(
    graphql`
      fragment fitnessCard_viewer on Viewer
      @refetchable(queryName: "fitnessCardQuery")
      @argumentDefinitions(since: { type: "Date!" }, until: { type: "Date!" }) {
        athlete {
          performance {
            fitness(since: $since, until: $until) {
              date
              load
              fitness
              fatigue
              form
            }
          }
        }
      }
    `,
    key,
  )
  const days = athlete.performance?.fitness ?? []
  const today = dayIn(timeZone, Date.now())
  const now = days.find(({ date }) => date === today)
  const hasLoad = days.some(({ load, fitness }) => load > 0 || fitness >= 1)
  const xs = days.map(({ date }) => dayNumber(date))
  const month = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
  const whole = (value: number) => measures.number(value)
  const { isAsking, chosen, choose } = useAnother<fitnessCardQuery, Span>(another, {
    first: 'months6',
    variablesOf: (span) => fitnessRange(span, Date.now()),
    refetch,
  })
  const todayNumber = dayNumber(today)
  return (
    <section className="card is-padded training-card" aria-busy={isAsking}>
      <header>
        <h2>{t('fitness')}</h2>
        <Choice label={t('span')} of={ALL_SPANS.map((value) => ({ value, text: t(value) }))} value={chosen} onChoose={choose} />
      </header>
      {now !== undefined && hasLoad && (
        <>
          <Figures
            large
            of={[
              { name: t('fitnessNow'), value: whole(now.fitness) },
              { name: t('fatigueNow'), value: whole(now.fatigue) },
              { name: t('formNow'), value: whole(now.form) },
            ]}
          />
          <p className="training-soft">{t(wordOfForm(now.form))}</p>
        </>
      )}
      {!hasLoad ? (
        <p className="training-soft">{t('noFitness')}</p>
      ) : (
        <LineChart
          label={t('fitnessChart')}
          xs={xs}
          lines={[
            { name: t('fitnessNow'), colour: '--pine', values: days.map(({ fitness }) => fitness), isFilled: true },
            { name: t('fatigueNow'), colour: '--ember', values: days.map(({ fatigue }) => fatigue) },
            { name: t('formNow'), colour: '--gold', values: days.map(({ form }) => form), isDashed: true },
          ]}
          xTicks={monthTicks(xs[0] ?? 0, xs.at(-1) ?? 0, 8).map((x) => ({ x, text: month.format(new Date(x * 86_400_000)) }))}
          writeX={(x) => (x > todayNumber ? t('ahead', { day: measures.day(dayOfNumber(x)) }) : measures.day(dayOfNumber(x)))}
          writeY={whole}
          height={280}
          hasZero
          from={{ x: todayNumber }}
          rest={days.findIndex(({ date }) => date === today)}
        />
      )}
      {hasLoad && <p className="training-soft">{t('fitnessMore')}</p>}
    </section>
  )
}
