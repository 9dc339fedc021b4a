import './charts.css'
import { useState } from 'react'
import { ChartTable } from './chart-table.tsx'

export interface Stack {
  readonly key: string
  /** Below the column, on some of them. */
  readonly tick: string | null
  /** Written when it is chosen, and for who hears the page. */
  readonly title: string
  /** From the bottom up, in the order of the parts. */
  readonly values: readonly number[]
}

interface StackChartProps {
  readonly label: string
  readonly parts: readonly { readonly name: string; readonly colour: string }[]
  readonly stacks: readonly Stack[]
  readonly write: (value: number) => string
  readonly height?: number
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** Columns of parts, such as the zones of weeks. One is chosen by a finger, a mouse or the keys, and its numbers stand above. */
export const StackChart = ({ label, parts, stacks, write, height = 180 }: StackChartProps) => {
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = stacks.find(({ key }) => key === chosen) ?? stacks.findLast(({ values }) => sumOf(values) > 0) ?? stacks.at(-1)
  const most = Math.max(1, ...stacks.map(({ values }) => sumOf(values)))
  return (
    <figure className="stack-chart">
      <figcaption>
        <span className="line-chart-x">
          {shown?.title} <strong>{shown === undefined ? '' : write(sumOf(shown.values))}</strong>
        </span>
        {parts.map(({ name, colour }, index) => (
          <span key={name}>
            <i style={{ '--of': colour } as React.CSSProperties} />
            {name} <strong>{write(shown?.values[index] ?? 0)}</strong>
          </span>
        ))}
      </figcaption>
      <ol aria-label={label} style={{ '--height': `${height}px` } as React.CSSProperties}>
        {stacks.map(({ key, tick, title, values }) => (
          <li key={key} className={key === shown?.key ? 'is-chosen' : undefined}>
            <button
              type="button"
              aria-pressed={key === shown?.key}
              onClick={() => setChosen(key)}
              onPointerEnter={() => setChosen(key)}
              onFocus={() => setChosen(key)}
            >
              <span className="unseen">{`${title}: ${write(sumOf(values))}`}</span>
              {values.map((value, index) =>
                value === 0 ? null : (
                  <span
                    key={parts[index]?.name}
                    className="stack-part"
                    style={{ '--part': value / most, '--of': parts[index]?.colour } as React.CSSProperties}
                  />
                ),
              )}
            </button>
            {tick !== null && <span aria-hidden="true">{tick}</span>}
          </li>
        ))}
      </ol>
      <ChartTable
        label={label}
        columns={parts.map(({ name }) => name)}
        rows={() =>
          stacks.map(({ key, title, values }) => ({
            key,
            name: title,
            values: values.map((value) => (value === 0 ? '' : write(value))),
          }))
        }
      />
    </figure>
  )
}
