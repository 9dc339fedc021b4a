import { useTexts } from '../texts/use-texts.ts'
import own from './texts.ts'

interface Photo {
  readonly id: string
  readonly url: string
  readonly width: number
  readonly height: number
  readonly caption: string | null | undefined
}

/** Photos in a row, each with its place kept from the start, so that nothing moves when they arrive. */
export const Photos = ({ of }: { readonly of: readonly Photo[] }) => {
  const t = useTexts(own)
  if (of.length === 0) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard moves them where they do not all have room
    <div className="photos" role="group" aria-label={t('photos')} tabIndex={0}>
      {of.map(({ id, url, width, height, caption }) => (
        <img key={id} src={url} width={width} height={height} alt={caption ?? ''} loading="lazy" decoding="async" />
      ))}
    </div>
  )
}
