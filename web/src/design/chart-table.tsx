import { useState } from 'react'
import { useTexts } from '../texts/use-texts.ts'
import own from './texts.ts'

export interface ChartRow {
  readonly key: string
  readonly name: string
  /** One for each column; empty where there is no value. */
  readonly values: readonly string[]
}

interface ChartTableProps {
  readonly label: string
  readonly columns: readonly string[]
  /** Asked for once somebody wants to see the table. */
  readonly rows: () => readonly ChartRow[]
}

/** The numbers of a chart, for who reads a table rather than lines. What has no number is left out. */
export const ChartTable = ({ label, columns, rows }: ChartTableProps) => {
  const t = useTexts(own)
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="chart-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('asTable')}</summary>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
        <section className="chart-table-scroll" tabIndex={0} aria-label={label}>
          <table className="table">
            <thead>
              <tr>
                <td />
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows()
                .filter(({ values }) => values.some((value) => value !== ''))
                .map(({ key, name, values }) => (
                  <tr key={key}>
                    <th scope="row">{name}</th>
                    {columns.map((column, index) => (
                      <td key={column}>{values[index]}</td>
                    ))}
                  </tr>
                ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  )
}
