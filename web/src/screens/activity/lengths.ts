export interface Length {
  readonly isRest: boolean
  readonly strokes?: number | null | undefined
  readonly swolf?: number | null | undefined
}

/** Numbers what was swum, from 1. A rest has none. */
export const numbersOf = (lengths: readonly Length[]): readonly (number | null)[] => {
  let swum = 0
  return lengths.map(({ isRest }) => (isRest ? null : ++swum))
}

const mean = (values: readonly (number | null | undefined)[]): number | null => {
  const known = values.filter((value) => value != null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
}

/** The mean of a swim's lengths: strokes and swolf, each null where nothing recorded them. */
export const meansOf = (lengths: readonly Length[]) => {
  const swum = lengths.filter(({ isRest }) => !isRest)
  return { strokes: mean(swum.map(({ strokes }) => strokes)), swolf: mean(swum.map(({ swolf }) => swolf)) }
}
