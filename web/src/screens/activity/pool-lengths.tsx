import { graphql, useFragment } from 'react-relay/hooks'
import type { poolLengths_activity$key } from '#relay/poolLengths_activity'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** The lengths of a pool swim, one bar each: the longer it took the higher, coloured by the stroke. Rests are the gaps. */
export const PoolLengths = ({ activity: key }: { readonly activity: poolLengths_activity$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { lengths, poolLengthMeters } = useFragment(
    graphql`
      fragment poolLengths_activity on Activity {
        poolLengthMeters
        lengths {
          index
          elapsedSeconds
          isRest
          stroke
          swolf
        }
      }
    `,
    key,
  )
  const swum = (lengths ?? []).filter(({ isRest }) => !isRest)
  const slowest = Math.max(1, ...swum.map(({ elapsedSeconds }) => elapsedSeconds))
  const strokes = [...new Set(swum.flatMap(({ stroke }) => stroke ?? []))]
  const meters = poolLengthMeters ?? null
  return (
    <section className="card is-padded pool">
      <h2>{t('swum', { count: swum.length })}</h2>
      {meters !== null && <p className="soft">{t('pool', { length: measures.distance(meters) })}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
      <ol className="pool-bars" tabIndex={0} aria-label={t('lengths')}>
        {(lengths ?? []).map(({ index, elapsedSeconds, isRest, stroke, swolf }) => {
          const said = isRest
            ? `${t('rest')}, ${measures.clock(elapsedSeconds)}`
            : [
                measures.clock(elapsedSeconds),
                stroke == null ? '' : t(stroke),
                swolf == null ? '' : `SWOLF ${measures.number(swolf)}`,
              ]
                .filter(Boolean)
                .join(', ')
          return (
            <li
              key={index}
              className={isRest ? 'is-rest' : undefined}
              data-stroke={stroke ?? undefined}
              title={said}
              style={{ '--part': isRest ? 0 : elapsedSeconds / slowest } as React.CSSProperties}
            >
              <span className="unseen">{said}</span>
            </li>
          )
        })}
      </ol>
      <ul className="pool-strokes">
        {strokes.map((stroke) => (
          <li key={stroke} data-stroke={stroke}>
            {t(stroke)}
          </li>
        ))}
      </ul>
    </section>
  )
}
