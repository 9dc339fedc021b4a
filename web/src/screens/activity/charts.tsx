import 'uplot/dist/uPlot.min.css'
import { useEffect, useRef, useState } from 'react'
import uPlot from 'uplot'
import { Button } from '../../design/parts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { axisOf, type Channels, type Drawn } from './channels.ts'
import own from './texts.ts'

interface ChartsProps {
  readonly channels: Channels
  readonly sport: string
  readonly axis: 'DISTANCE' | 'TIME'
  readonly onCursor: (index: number | null) => void
}

const HEIGHT = 110

const COLOURS: Readonly<Record<Drawn, string>> = {
  ALTITUDE: '--ink-soft',
  SPEED: '--pine',
  HEART_RATE: '--danger',
  POWER: '--gold',
  CADENCE: '--ember',
  TEMPERATURE: '--ink-soft',
}

/** Returns what says the present value of a colour. A chart is drawn on a canvas, which knows no custom properties. */
const coloursOf = (element: Element) => {
  const known = new Map<string, string>()
  return {
    of(name: string): string {
      const before = known.get(name)
      if (before !== undefined) return before
      const probe = document.createElement('span')
      probe.style.color = `var(${name})`
      element.append(probe)
      const { color } = getComputedStyle(probe)
      probe.remove()
      known.set(name, color)
      return color
    },
    forget: () => known.clear(),
  }
}

/** Hears that light has become dark, by the device or by choice. Returns what ends it. */
const onTheme = (hear: () => void): (() => void) => {
  const device = matchMedia('(prefers-color-scheme: dark)')
  const chosen = new MutationObserver(hear)
  device.addEventListener('change', hear)
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => {
    device.removeEventListener('change', hear)
    chosen.disconnect()
  }
}

/** A chart for each channel, one above the other on one axis: one cursor goes through all, and a stretch that is drawn over is shown larger in all. */
export default function Charts({ channels, sport, axis, onCursor }: ChartsProps) {
  const t = useTexts(own)
  const measures = useMeasures()
  const place = useRef<HTMLDivElement>(null)
  const readouts = useRef<Partial<Record<Drawn, HTMLElement | null>>>({})
  const [isZoomed, setZoomed] = useState(false)
  const whole = useRef<() => void>(() => undefined)

  const names: Readonly<Record<Drawn, string>> = {
    ALTITUDE: t('altitude'),
    SPEED: t(measures.hasPace(sport) ? 'pace' : 'speed'),
    HEART_RATE: t('heart'),
    POWER: t('power'),
    CADENCE: t('cadence'),
    TEMPERATURE: t('temperature'),
  }
  const write = (name: Drawn, value: number): string => {
    if (name === 'ALTITUDE') return measures.elevation(value)
    if (name === 'SPEED') return measures.speed(value, sport)
    if (name === 'HEART_RATE') return t('bpm', { value: Math.round(value) })
    if (name === 'POWER') return t('watts', { value: Math.round(value) })
    if (name === 'CADENCE') return t('rpm', { value: Math.round(value) })
    return t('celsius', { value: Math.round(value) })
  }
  const latest = useRef({ write, onCursor, measures })
  latest.current = { write, onCursor, measures }

  useEffect(() => {
    const element = place.current
    if (element === null) return
    const xs = axisOf(axis === 'DISTANCE' ? channels.distance : channels.time)
    const last = xs.at(-1) ?? 0
    const group = uPlot.sync(crypto.randomUUID())
    let isSetting = false
    const plots: uPlot[] = []
    const showAll = (min: number, max: number) => {
      if (isSetting) return
      isSetting = true
      for (const plot of plots) plot.setScale('x', { min, max })
      isSetting = false
      setZoomed(min > (xs[0] ?? 0) + 1e-6 || max < last - 1e-6)
    }
    const colours = coloursOf(element)
    const grid = () => colours.of('--line')
    const ink = () => colours.of('--ink-soft')
    for (const [index, { name, samples }] of channels.shown.entries()) {
      const holder = element.querySelector<HTMLElement>(`[data-channel="${name}"]`)
      if (holder === null) continue
      const colour = () => colours.of(COLOURS[name])
      const isLast = index === channels.shown.length - 1
      const plot = new uPlot(
        {
          width: holder.clientWidth,
          height: HEIGHT + (isLast ? 24 : 0),
          padding: [8, 8, isLast ? 0 : 4, 0],
          legend: { show: false },
          scales: { x: { time: false } },
          cursor: {
            sync: { key: group.key, scales: ['x', null] },
            drag: { x: true, y: false, setScale: true },
            points: { size: 7 },
          },
          series: [{}, { stroke: colour, width: 1.5, spanGaps: false, ...(name === 'ALTITUDE' ? { fill: grid } : {}) }],
          axes: [
            {
              show: isLast,
              stroke: ink,
              size: 28,
              font: '12px system-ui',
              grid: { stroke: grid, width: 1 },
              ticks: { show: false },
              values: (_plot, values) =>
                values.map((value) =>
                  axis === 'DISTANCE' ? latest.current.measures.distance(value) : latest.current.measures.clock(value),
                ),
            },
            {
              stroke: ink,
              size: 64,
              font: '12px system-ui',
              grid: { stroke: grid, width: 1 },
              ticks: { show: false },
              space: 36,
              values: (_plot, values) => values.map((value) => latest.current.write(name, value)),
            },
          ],
          hooks: {
            setCursor: [
              ({ cursor }) => {
                const at = cursor.idx ?? null
                const value = at === null ? null : (samples[at] ?? null)
                const readout = readouts.current[name]
                if (readout != null) readout.textContent = value === null ? '' : latest.current.write(name, value)
                if (index === 0) latest.current.onCursor(cursor.left != null && cursor.left >= 0 ? at : null)
              },
            ],
            setScale: [
              ({ scales }, key) => {
                if (key === 'x' && scales.x?.min != null && scales.x.max != null) showAll(scales.x.min, scales.x.max)
              },
            ],
          },
        },
        [xs, [...samples]],
        holder,
      )
      group.sub(plot)
      plots.push(plot)
    }
    whole.current = () => showAll(xs[0] ?? 0, last)
    const resized = new ResizeObserver(() => {
      for (const plot of plots) {
        const width = plot.root.parentElement?.clientWidth ?? 0
        if (width > 0 && width !== plot.width) plot.setSize({ width, height: plot.height })
      }
    })
    resized.observe(element)
    const leaveTheme = onTheme(() => {
      colours.forget()
      for (const plot of plots) plot.redraw()
    })
    return () => {
      leaveTheme()
      resized.disconnect()
      for (const plot of plots) plot.destroy()
      latest.current.onCursor(null)
    }
  }, [channels, axis])

  return (
    <div className="charts" ref={place}>
      <div className="charts-bar">
        <p className="soft">{t('zoomHint')}</p>
        {isZoomed && (
          <Button small look="outline" onClick={() => whole.current()}>
            {t('whole')}
          </Button>
        )}
      </div>
      {channels.shown.map(({ name }) => (
        <figure key={name} className="chart">
          <figcaption>
            <span>{names[name]}</span>
            <output
              ref={(element) => {
                readouts.current[name] = element
              }}
            />
          </figcaption>
          <div data-channel={name} />
        </figure>
      ))}
    </div>
  )
}
