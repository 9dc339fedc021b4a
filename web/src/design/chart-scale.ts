/** Where values of an axis are drawn. */
export interface Scale {
  readonly at: (value: number) => number
  readonly ticks: readonly number[]
}

const STEPS = [1, 2, 2.5, 5, 10]

/** Returns the least round step of 1, 2, 2.5 or 5 times a power of ten that divides a span into so many parts at most. */
const stepOf = (span: number, parts: number): number => {
  const rough = span / parts
  const power = 10 ** Math.floor(Math.log10(rough))
  return (STEPS.find((step) => step * power >= rough * (1 - 1e-9)) ?? 10) * power
}

/**
 * Returns a scale from `[min, max]`, widened to round numbers, onto pixels from `bottom` up to `top`. Values of one size get room around them.
 */
export const valueScale = (min: number, max: number, bottom: number, top: number, parts = 4): Scale => {
  const [least, most] = max - min < 1e-9 ? [min - 1, max + 1] : [min, max]
  const step = stepOf(most - least, parts)
  const [first, last] = [Math.floor(least / step + 1e-9), Math.ceil(most / step - 1e-9)]
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step)
  const [from, to] = [first * step, last * step]
  return { ticks, at: (value) => bottom + ((value - from) / (to - from)) * (top - bottom) }
}

/** Returns what puts `[min, max]` onto pixels, evenly or by its logarithm. */
export const placeScale = (min: number, max: number, start: number, end: number, isLog = false): ((value: number) => number) => {
  const of = (value: number) => (isLog ? Math.log(Math.max(value, Number.MIN_VALUE)) : value)
  const [from, to] = [of(min), of(max)]
  return (value) => (to === from ? (start + end) / 2 : start + ((of(value) - from) / (to - from)) * (end - start))
}

/** Returns the path of an SVG through points; where a value is missing it is interrupted. */
export const linePath = (points: readonly (readonly [x: number, y: number] | null)[]): string => {
  let isOn = false
  return points
    .map((point) => {
      if (point === null) {
        isOn = false
        return ''
      }
      const text = `${isOn ? 'L' : 'M'}${point[0].toFixed(1)} ${point[1].toFixed(1)}`
      isOn = true
      return text
    })
    .join('')
}

/** Returns the path of what is between a line and the floor; where a value is missing it is interrupted, as the line is. */
export const areaPath = (points: readonly (readonly [x: number, y: number] | null)[], floor: number): string => {
  const runs: (readonly [x: number, y: number])[][] = [[]]
  for (const point of points) {
    if (point === null) runs.push([])
    else runs.at(-1)?.push(point)
  }
  return runs
    .filter((run) => run.length > 1)
    .map(
      (run) =>
        `${linePath(run)}L${run.at(-1)?.[0].toFixed(1)} ${floor.toFixed(1)}L${run[0]?.[0].toFixed(1)} ${floor.toFixed(1)}Z`,
    )
    .join('')
}

/** Returns the index of the value of a growing list that is nearest to another value. */
export const nearestIndex = (growing: readonly number[], value: number): number => {
  let [low, high] = [0, growing.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((growing[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  const [before, here] = [growing[low - 1], growing[low]]
  return before !== undefined && here !== undefined && value - before < here - value ? low - 1 : low
}
