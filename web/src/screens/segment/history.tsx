import { graphql, useFragment } from 'react-relay/hooks'
import type { history_segment$key } from '#relay/history_segment'
import { Link } from '../../app/router.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { plotOf } from './plot.ts'
import own from './texts.ts'

const [WIDTH, HEIGHT] = [560, 200]

/** The athlete's own times on a segment: a plot of all, and the latest in words. */
export const History = ({ segment: key }: { readonly segment: history_segment$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { viewerEfforts } = useFragment(
    graphql`
      fragment history_segment on Segment {
        viewerEfforts(first: 100) {
          edges {
            node {
              id
              startedAt
              elapsedSeconds
              personalRank
              activity {
                id
                name
              }
            }
          }
        }
      }
    `,
    key,
  )
  if (viewerEfforts == null) return null
  const efforts = viewerEfforts.edges.map(({ node }) => node)
  const plot = plotOf(
    efforts.map(({ id, startedAt, elapsedSeconds }) => ({ id, atMs: Date.parse(startedAt), seconds: elapsedSeconds })),
    WIDTH,
    HEIGHT,
  )
  return (
    <section className="card is-padded segment-history">
      <h2>{t('yours')}</h2>
      {plot === null ? (
        <p className="soft">{t('noneYet')}</p>
      ) : (
        <>
          {efforts.length > 1 && (
            <figure>
              <svg
                className="segment-plot"
                viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
                role="img"
                aria-label={t('plot', { count: efforts.length, best: measures.clock(plot.bestSeconds) })}
              >
                {plot.ticks.map(({ y, seconds }) => (
                  <g key={seconds}>
                    <line x1="56" x2={WIDTH} y1={y} y2={y} />
                    <text x="50" y={y} dy="0.35em" textAnchor="end">
                      {measures.clock(seconds)}
                    </text>
                  </g>
                ))}
                <path d={plot.path} />
                {plot.dots.map(({ id, x, y, isBest }) => (
                  <circle key={id} cx={x} cy={y} r={isBest ? 7 : 4.5} className={isBest ? 'is-best' : undefined} />
                ))}
              </svg>
              <figcaption className="segment-plot-ends">
                <span>{measures.dateOf(efforts.at(-1)?.startedAt ?? '')}</span>
                <span>{measures.dateOf(efforts[0]?.startedAt ?? '')}</span>
              </figcaption>
            </figure>
          )}
          <ol className="segment-efforts">
            {efforts.slice(0, 8).map((effort) => (
              <li key={effort.id}>
                <strong>{measures.clock(effort.elapsedSeconds)}</strong>
                <span className="segment-effort">
                  <Link to={hrefs.activity(effort.activity.id)}>{effort.activity.name}</Link>
                  {effort.personalRank != null && (
                    <span className={effort.personalRank === 1 ? 'chip is-gold' : 'chip'}>
                      {t('best', { rank: effort.personalRank })}
                    </span>
                  )}
                </span>
                <span className="soft">{measures.ago(effort.startedAt)}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  )
}
