import './charts.css'
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { areaPath, linePath, nearestIndex, placeScale, valueScale } from './chart-scale.ts'
import { ChartTable } from './chart-table.tsx'

export interface Line {
  readonly name: string
  /** A token of the design, such as `--pine`. */
  readonly colour: string
  readonly values: readonly (number | null)[]
  readonly isDashed?: boolean
  readonly isFilled?: boolean
  /** Points instead of a line: measurements that stand by themselves. */
  readonly isDotted?: boolean
}

interface LineChartProps {
  readonly label: string
  /** Growing. */
  readonly xs: readonly number[]
  readonly lines: readonly Line[]
  readonly xTicks: readonly { readonly x: number; readonly text: string }[]
  readonly writeX: (x: number) => string
  readonly writeY: (value: number) => string
  readonly height?: number
  readonly isLog?: boolean
  /** Whether 0 is in the picture whatever the values are. */
  readonly hasZero?: boolean
  /** Where something begins that is not known yet, such as the days to come. */
  readonly from?: { readonly x: number } | undefined
  /** What is written while nobody points at anything; the last, unless it is said. */
  readonly rest?: number | undefined
  /** The room for the values beside the lines, in pixels. */
  readonly side?: number
}

/** The room for the values beside the lines. */
const SIDE = 44
const FOOT = 24
/** Texts below the axis that are closer than this would run into each other. */
const TICK_APART = 48
const HEAD = 8

const useWidth = () => {
  const ref = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = ref.current
    if (element === null) return
    const observer = new ResizeObserver(() => setWidth(Math.round(element.clientWidth)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { ref, width }
}

/**
 * Lines over one axis. A finger, a mouse or the arrow keys go along it, and what is there is written above: so it says the same to who sees it and to
 * who hears it.
 */
export const LineChart = ({
  label,
  xs,
  lines,
  xTicks,
  writeX,
  writeY,
  height = 220,
  isLog = false,
  hasZero = false,
  from,
  rest,
  side = SIDE,
}: LineChartProps) => {
  const { ref, width } = useWidth()
  const [at, setAt] = useState<number | null>(null)
  const last = xs.length - 1
  const shown = Math.min(at ?? rest ?? last, last)
  const drawn = useMemo(() => {
    const values = lines.flatMap((line) => line.values).filter((value) => value !== null)
    if (values.length === 0 || width === 0) return null
    const [least, most] = [
      Math.min(...values, hasZero ? 0 : Number.POSITIVE_INFINITY),
      Math.max(...values, hasZero ? 0 : Number.NEGATIVE_INFINITY),
    ]
    const y = valueScale(least, most, height - FOOT, HEAD)
    const x = placeScale(xs[0] ?? 0, xs[last] ?? 1, side, width - 6, isLog)
    const paths = lines.map(({ values: own }) => {
      const points = own.map((value, index) => (value === null ? null : ([x(xs[index] ?? 0), y.at(value)] as const)))
      return { points, line: linePath(points) }
    })
    return { x, y, paths, floor: y.at(Math.max(y.ticks[0] ?? 0, Math.min(0, y.ticks.at(-1) ?? 0))) }
  }, [lines, width, height, xs, last, isLog, hasZero, side])

  const ticks: { readonly place: number; readonly text: string }[] = []
  for (const { x, text } of drawn === null ? [] : xTicks) {
    const place = drawn?.x(x) ?? 0
    const before = ticks.at(-1)
    if (before === undefined || place - before.place >= TICK_APART) ticks.push({ place, text })
  }
  const textAt = (index: number): string =>
    [
      writeX(xs[index] ?? 0),
      ...lines.flatMap(({ name, values }) => {
        const value = values[index]
        return value == null ? [] : [`${name} ${writeY(value)}`]
      }),
    ].join(', ')
  const point = (event: PointerEvent<HTMLElement>) => {
    if (drawn === null) return
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left
    const places = xs.map(drawn.x)
    setAt(nearestIndex(places, left))
  }
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      PageUp: 30,
      PageDown: -30,
      Home: -last,
      End: last,
    }
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    setAt(Math.min(last, Math.max(0, shown + step)))
  }
  return (
    <figure className="line-chart" ref={ref}>
      <figcaption>
        <span className="line-chart-x">{xs.length === 0 ? '' : writeX(xs[shown] ?? 0)}</span>
        {lines.map(({ name, colour, values, isDashed = false }) => (
          <span key={name}>
            <i className={isDashed ? 'is-dashed' : undefined} style={{ '--of': `var(${colour})` } as React.CSSProperties} />
            {name} <strong>{values[shown] == null ? '–' : writeY(values[shown])}</strong>
          </span>
        ))}
      </figcaption>
      <div
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, last)}
        aria-valuenow={Math.max(0, shown)}
        aria-valuetext={xs.length === 0 ? label : textAt(shown)}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => setAt(null)}
        onKeyDown={press}
      >
        <svg height={height} width={width} aria-hidden="true">
          {drawn !== null && (
            <>
              {drawn.y.ticks.map((tick) => (
                <g key={tick} className={tick === 0 ? 'line-chart-tick is-zero' : 'line-chart-tick'}>
                  <line x1={side} x2={width - 6} y1={drawn.y.at(tick)} y2={drawn.y.at(tick)} />
                  <text x={side - 8} y={drawn.y.at(tick)} dy="0.32em">
                    {writeY(tick)}
                  </text>
                </g>
              ))}
              {ticks.map(({ place, text }) => (
                <text
                  key={place}
                  className={place > width - TICK_APART / 2 ? 'line-chart-foot is-last' : 'line-chart-foot'}
                  x={Math.min(place, width - 2)}
                  y={height - 6}
                >
                  {text}
                </text>
              ))}
              {from !== undefined && (
                <g className="line-chart-from">
                  <rect
                    x={drawn.x(from.x)}
                    y={HEAD}
                    width={Math.max(0, width - 6 - drawn.x(from.x))}
                    height={height - FOOT - HEAD}
                  />
                </g>
              )}
              {lines.map(({ name, colour, isDashed = false, isFilled = false, isDotted = false }, index) => {
                const path = drawn.paths[index]
                if (path === undefined) return null
                const style = { '--of': `var(${colour})` } as React.CSSProperties
                const ends = path.points.filter((each) => each !== null)
                if (isDotted) {
                  return (
                    <g key={name} className="line-chart-dots" style={style}>
                      {ends.map(([x, y]) => (
                        <circle key={x} cx={x} cy={y} r="3" />
                      ))}
                    </g>
                  )
                }
                return (
                  <g key={name} className={isDashed ? 'line-chart-line is-dashed' : 'line-chart-line'} style={style}>
                    {isFilled && <path className="line-chart-fill" d={areaPath(path.points, drawn.floor)} />}
                    <path d={path.line} />
                  </g>
                )
              })}
              {at !== null && (
                <line
                  className="line-chart-cursor"
                  x1={drawn.x(xs[shown] ?? 0)}
                  x2={drawn.x(xs[shown] ?? 0)}
                  y1={HEAD}
                  y2={height - FOOT}
                />
              )}
              {lines.map(({ name, colour }, index) => {
                const place = drawn.paths[index]?.points[shown]
                return place == null || at === null ? null : (
                  <circle
                    key={name}
                    className="line-chart-here"
                    cx={place[0]}
                    cy={place[1]}
                    r="4.5"
                    style={{ '--of': `var(${colour})` } as React.CSSProperties}
                  />
                )
              })}
            </>
          )}
        </svg>
      </div>
      <ChartTable
        label={label}
        columns={lines.map(({ name }) => name)}
        rows={() =>
          xs.map((x, index) => ({
            key: String(x),
            name: writeX(x),
            values: lines.map(({ values }) => ((value) => (value == null ? '' : writeY(value)))(values[index])),
          }))
        }
      />
    </figure>
  )
}
