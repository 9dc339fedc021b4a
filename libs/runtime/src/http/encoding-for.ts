/**
 * Returns the encoding that the client prefers by its Accept-Encoding, the first of `offered` when it prefers none, and null when it
 * accepts none of them.
 */
export const encodingFor = <Encoding extends string>(
  header: string | undefined,
  offered: readonly Encoding[],
): Encoding | null => {
  const qualities = new Map(
    (header ?? '').split(',').map((part) => {
      const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
      return [name === 'x-gzip' ? 'gzip' : name, quality === undefined ? 1 : Number.parseFloat(quality) || 0] as const
    }),
  )
  const of = (name: Encoding): number => qualities.get(name) ?? qualities.get('*') ?? 0
  const [preferred] = offered.filter((name) => of(name) > 0).toSorted((one, other) => of(other) - of(one))
  return preferred ?? null
}
