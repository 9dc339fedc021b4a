import 'uplot/dist/uPlot.min.css'
import { useEffect, useMemo, useRef } from 'react'
import uPlot from 'uplot'
import { randomId } from '../../api/random-id.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { coloursOf, onTheme } from '../../design/colours.ts'
import { isSwum } from '../../texts/measures.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Stretch } from './bands.ts'
import { axisOf, type Channels, type Drawn, indexAt, valueAt } from './channels.ts'
import { chartHeight } from './chart-places.tsx'
import own from './texts.ts'
import { useWriting } from './writing.ts'

interface ChartsProps {
  readonly channels: Channels
  readonly sport: string
  readonly axis: 'DISTANCE' | 'TIME'
  /** What is shown of it; null for all. */
  readonly range: Stretch | null
  readonly onRange: (range: Stretch | null) => void
  /** Laps lie as bands behind the lines, every other one. */
  readonly laps: readonly Stretch[]
  readonly segments: readonly Stretch[]
  /** A sample that is pointed at elsewhere, such as on the map. */
  readonly pointed: number | null
  /** A sample that is pointed at, here or elsewhere. */
  readonly here: number | null
  readonly onCursor: (index: number | null) => void
  /** Another moment is wanted, by the slider below the charts. */
  readonly onMove: (index: number) => void
}

/** The slider goes from end to end in so many steps. */
const STEPS = 200

/** The steps between ticks of an axis of time, in seconds: those of clocks. */
const TIME_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400]
/** Those of an axis of distance, in kilometres or miles. */
const DISTANCE_STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500]
/** What these are of; swimmers count in yards where others have miles. */
const metersOf = (units: 'METRIC' | 'IMPERIAL', sport: string): number =>
  units === 'METRIC' ? 1_000 : isSwum(sport) ? 914.4 : 1_609.344

const COLOURS: Readonly<Record<Drawn, string>> = {
  ALTITUDE: '--ink-soft',
  SPEED: '--pine',
  HEART_RATE: '--danger',
  POWER: '--gold',
  CADENCE: '--ember',
  TEMPERATURE: '--ink-soft',
}

/** Its third argument, which uPlot's types do not name, says whether the other charts are told: each is set here. */
type SetCursor = (at: { left: number; top: number }, fires: boolean, tells: boolean) => void

type Colours = ReturnType<typeof coloursOf>

/** Draws laps and segments behind the lines of a chart. */
const drawBands = (
  plot: uPlot,
  colours: Colours,
  bands: { readonly laps: readonly Stretch[]; readonly segments: readonly Stretch[] },
  at: (seconds: number) => number,
) => {
  const { ctx, bbox } = plot
  const fill = ({ from, to }: Stretch, colour: string, alpha: number, height: number) => {
    const [left, right] = [from, to].map((seconds) =>
      Math.min(bbox.left + bbox.width, Math.max(bbox.left, plot.valToPos(at(seconds), 'x', true))),
    ) as [number, number]
    if (right - left < 1) return
    ctx.globalAlpha = alpha
    ctx.fillStyle = colour
    ctx.fillRect(left, bbox.top, right - left, height)
  }
  ctx.save()
  // A rest in a pool is no stretch of the distance, so it does not count.
  const laps = bands.laps.filter(({ from, to }) => at(to) > at(from))
  for (const [number, lap] of laps.entries()) if (number % 2 === 1) fill(lap, colours.of('--line'), 0.45, bbox.height)
  for (const segment of bands.segments) {
    fill(segment, colours.of('--ember'), 0.1, bbox.height)
    fill(segment, colours.of('--ember'), 0.9, 3 * devicePixelRatio)
  }
  ctx.restore()
}

/**
 * A chart for each channel, one above the other on one axis. One cursor goes through all, and a stretch that is drawn over is shown larger in all,
 * and asked for in more points.
 */
export default function Charts({
  channels,
  sport,
  axis,
  range,
  onRange,
  laps,
  segments,
  pointed,
  here,
  onCursor,
  onMove,
}: ChartsProps) {
  const t = useTexts(own)
  const measures = useMeasures()
  const writing = useWriting(sport)
  const { units } = useVisitor()
  const place = useRef<HTMLDivElement>(null)
  const readouts = useRef<Partial<Record<Drawn, HTMLElement | null>>>({})
  const plots = useRef<readonly { readonly name: Drawn; readonly plot: uPlot }[]>([])
  const isShowing = useRef(false)
  const isMouseIn = () => place.current?.querySelector('.u-over:hover') != null

  // All the same, so that a moment is above itself in each; a pace has more letters.
  const axisWidth = measures.hasPace(sport) ? 84 : 64
  const xs = useMemo(() => axisOf(axis === 'DISTANCE' ? channels.distance : channels.time), [channels, axis])
  const xAt = (seconds: number): number => xs[indexAt(channels.time, seconds)] ?? 0
  const secondsAt = (x: number): number =>
    channels.time[
      Math.max(
        0,
        xs.findLastIndex((value) => value <= x),
      )
    ] ?? 0
  const latest = useRef({
    writing,
    measures,
    onCursor,
    onRange,
    channels,
    axis,
    units,
    xs,
    xAt,
    secondsAt,
    range,
    laps,
    segments,
  })
  latest.current = { writing, measures, onCursor, onRange, channels, axis, units, xs, xAt, secondsAt, range, laps, segments }

  const [first, end] = range === null ? [xs[0] ?? 0, xs.at(-1) ?? 0] : [xAt(range.from), xAt(range.to)]
  const last = end > first ? end : first + 1

  const names = channels.shown.map(({ name }) => name).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: charts are made once for these channels; what is in them, and their axis, follows below
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const group = uPlot.sync(randomId())
    const colours = coloursOf(element)
    const grid = () => colours.of('--line')
    const ink = () => colours.of('--ink-soft')
    const { shown } = latest.current.channels
    const made = shown.flatMap(({ name, samples, isSparse }, index) => {
      const holder = element.querySelector<HTMLElement>(`[data-channel="${name}"]`)
      if (holder === null) return []
      const isLast = index === shown.length - 1
      const plot = new uPlot(
        {
          width: holder.clientWidth,
          height: chartHeight(index, shown.length),
          // The last tick has its text in the middle of it.
          padding: [8, 24, isLast ? 0 : 4, 0],
          legend: { show: false },
          scales: { x: { time: false } },
          cursor: {
            sync: { key: group.key, scales: ['x', null] },
            drag: { x: true, y: false, setScale: false },
            points: { size: 7 },
          },
          series: [
            {},
            {
              ...{
                stroke: () => colours.of(COLOURS[name]),
                width: 1.5, // A line leads from one value to the next where there are few.
                spanGaps: isSparse,
              },
              ...(name === 'ALTITUDE' ? { fill: grid } : {}),
            },
          ],
          axes: [
            {
              show: isLast,
              stroke: ink,
              size: 28,
              font: '12px "Archivo Variable", system-ui',
              grid: { stroke: grid, width: 1 },
              ticks: { show: false },
              space: 54,
              incrs: () =>
                latest.current.axis === 'TIME'
                  ? TIME_STEPS
                  : DISTANCE_STEPS.map((step) => step * metersOf(latest.current.units, sport)),
              values: (_plot, values) =>
                values.map((value) =>
                  latest.current.axis === 'DISTANCE'
                    ? latest.current.measures.distance(value, sport)
                    : latest.current.measures.clock(value),
                ),
            },
            {
              stroke: ink,
              size: axisWidth,
              font: '12px "Archivo Variable", system-ui',
              grid: { stroke: grid, width: 1 },
              ticks: { show: false },
              space: 36,
              values: (_plot, values) => values.map((value) => latest.current.writing.write(name, value)),
            },
          ],
          hooks: {
            drawClear: [(drawn) => drawBands(drawn, colours, latest.current, latest.current.xAt)],
            setCursor: [
              ({ cursor }) => {
                const at = cursor.idx ?? null
                const channel = latest.current.channels.shown.find((each) => each.name === name)
                const value = at === null || channel === undefined ? null : valueAt(channel, at)
                const readout = readouts.current[name]
                if (readout != null) readout.textContent = value === null ? '' : latest.current.writing.write(name, value)
                const isOut = cursor.left == null || cursor.left < 0
                // A chart that is drawn anew tells its cursor too: what counts is the mouse.
                if (index === 0 && !isShowing.current && (isOut || isMouseIn())) latest.current.onCursor(isOut ? null : at)
              },
            ],
            setSelect: [
              (chosen) => {
                const { left, width } = chosen.select
                if (width < 4) return
                const [from, to] = [left, left + width].map((pixels) => latest.current.secondsAt(chosen.posToVal(pixels, 'x')))
                chosen.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
                if (from !== undefined && to !== undefined && to - from >= 2) latest.current.onRange({ from, to })
              },
            ],
          },
        },
        [latest.current.xs, [...samples]],
        holder,
      )
      plot.over.addEventListener('dblclick', () => latest.current.onRange(null))
      group.sub(plot)
      return [{ name, plot }]
    })
    plots.current = made
    const resized = new ResizeObserver(() => {
      for (const { plot } of made) {
        const width = plot.root.parentElement?.clientWidth ?? 0
        if (width > 0 && width !== plot.width) plot.setSize({ width, height: plot.height })
      }
    })
    resized.observe(element)
    const leaveTheme = onTheme(() => {
      colours.forget()
      for (const { plot } of made) plot.redraw()
    })
    return () => {
      leaveTheme()
      resized.disconnect()
      plots.current = []
      for (const { plot } of made) plot.destroy()
      latest.current.onCursor(null)
    }
  }, [names])

  // biome-ignore lint/correctness/useExhaustiveDependencies: `xs` and `xAt` are of these channels and this axis
  useEffect(() => {
    for (const { name, plot } of plots.current) {
      const samples = channels.shown.find((each) => each.name === name)?.samples ?? []
      plot.batch(() => {
        plot.setData([xs, [...samples]], false)
        plot.setScale('x', { min: first, max: last })
      })
    }
  }, [channels, axis, range, laps, segments])

  // biome-ignore lint/correctness/useExhaustiveDependencies: `xs` is of the channels of the present charts
  useEffect(() => {
    const [top] = plots.current
    // The mouse that has just come into a chart has the cursor.
    if (top === undefined || (pointed === null && isMouseIn())) return
    const x = pointed === null ? undefined : xs[pointed]
    const at = x === undefined ? { left: -10, top: -10 } : { left: top.plot.valToPos(x, 'x'), top: 1 }
    isShowing.current = true
    for (const { plot } of plots.current) (plot.setCursor as SetCursor)(at, true, false)
    isShowing.current = false
  }, [pointed, channels, axis, range])

  const said =
    here === null
      ? ''
      : [
          axis === 'DISTANCE' ? measures.distance(xs[here] ?? 0, sport) : measures.clock(xs[here] ?? 0),
          ...channels.shown.flatMap((channel) => {
            const value = valueAt(channel, here)
            return value === null ? [] : [`${writing.names[channel.name]} ${writing.write(channel.name, value)}`]
          }),
        ].join(', ')
  return (
    <div className="charts" ref={place}>
      {channels.shown.map(({ name }, index) => (
        <figure key={name} className="chart">
          <figcaption>
            <span>{writing.names[name]}</span>
            <output
              ref={(element) => {
                readouts.current[name] = element
              }}
            />
          </figcaption>
          <div data-channel={name} style={{ blockSize: chartHeight(index, channels.shown.length) }} />
        </figure>
      ))}
      <input
        className="charts-cursor"
        type="range"
        aria-label={t('cursor')}
        aria-valuetext={said}
        min={first}
        max={last}
        step={(last - first) / STEPS}
        value={here === null ? first : Math.min(last, Math.max(first, xs[here] ?? first))}
        style={{ '--axis': `${axisWidth}px` } as React.CSSProperties}
        onChange={({ target }) => onMove(indexAt(xs, Number(target.value)))}
      />
      <p className="soft charts-hint">{t('zoomHint')}</p>
    </div>
  )
}
