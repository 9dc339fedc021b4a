interface Photo {
  readonly id: string
  readonly url: string
  readonly width: number
  readonly height: number
  readonly caption: string | null | undefined
}

/** Photos in a row, each with its place kept from the start, so that nothing moves when they arrive. */
export const Photos = ({ of }: { readonly of: readonly Photo[] }) =>
  of.length === 0 ? null : (
    <div className="photos">
      {of.map(({ id, url, width, height, caption }) => (
        <img key={id} src={url} width={width} height={height} alt={caption ?? ''} loading="lazy" decoding="async" />
      ))}
    </div>
  )
