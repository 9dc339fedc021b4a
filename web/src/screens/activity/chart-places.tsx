import { useTexts } from '../../texts/use-texts.ts'
import type { Channels } from './channels.ts'
import own from './texts.ts'
import { useWriting } from './writing.ts'

/** Returns how high a chart is, in pixels. The last one has the axis below it. */
export const chartHeight = (index: number, count: number): number => (index === count - 1 ? 134 : 110)

/** Stands where the charts will be until their code is there: as high as they are, so that nothing below them moves. */
export const ChartPlaces = ({ channels: { shown }, sport }: { readonly channels: Channels; readonly sport: string }) => {
  const t = useTexts(own)
  const { names } = useWriting(sport)
  return (
    <div className="charts">
      {shown.map(({ name }, index) => (
        <figure key={name} className="chart">
          <figcaption>{names[name]}</figcaption>
          <div style={{ blockSize: chartHeight(index, shown.length) }} />
        </figure>
      ))}
      <div className="charts-cursor" />
      <p className="soft charts-hint">{t('zoomHint')}</p>
    </div>
  )
}
