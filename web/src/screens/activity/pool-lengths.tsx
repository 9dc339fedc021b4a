import { graphql, useFragment } from 'react-relay/hooks'
import type { poolLengths_activity$key } from '#relay/poolLengths_activity'
import { Figures } from '../../design/parts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { meansOf } from './lengths.ts'
import own from './texts.ts'

/** The lengths of a pool swim, one bar each: the longer it took the higher, coloured by the stroke. Rests are the gaps. */
export const PoolLengths = ({ activity: key }: { readonly activity: poolLengths_activity$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { sport, lengths } = useFragment(
    graphql`
      fragment poolLengths_activity on Activity {
        sport
        lengths {
          index
          elapsedSeconds
          distanceMeters
          isRest
          stroke
          strokes
          swolf
        }
      }
    `,
    key,
  )
  const swum = (lengths ?? []).filter(({ isRest }) => !isRest)
  const slowest = Math.max(1, ...swum.map(({ elapsedSeconds }) => elapsedSeconds))
  const strokes = [...new Set(swum.flatMap(({ stroke }) => stroke ?? []))]
  const means = meansOf(lengths ?? [])
  const figures = [
    ...(means.swolf === null ? [] : [{ name: 'SWOLF', value: measures.number(means.swolf) }]),
    ...(means.strokes === null ? [] : [{ name: t('strokesEach'), value: measures.number(means.strokes, 1) }]),
  ]
  return (
    <section className="card is-padded pool">
      <h2>{t('swum', { count: swum.length })}</h2>
      {figures.length > 0 && <Figures of={figures} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
      <ol className="pool-bars" tabIndex={0} aria-label={t('lengths')}>
        {(lengths ?? []).map(({ index, elapsedSeconds, distanceMeters, isRest, stroke, strokes, swolf }) => {
          const said = isRest
            ? `${t('rest')}, ${measures.clock(elapsedSeconds)}`
            : [
                measures.clock(elapsedSeconds),
                distanceMeters > 0 ? measures.speed(distanceMeters / elapsedSeconds, sport) : '',
                stroke == null ? '' : t(stroke),
                strokes == null ? '' : t('strokesOf', { count: strokes }),
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
