interface Effort {
  readonly id: string
  readonly atMs: number
  readonly seconds: number
}

export interface Plot {
  readonly path: string
  readonly dots: readonly { readonly id: string; readonly x: number; readonly y: number; readonly isBest: boolean }[]
  /** The times that lines are drawn at. */
  readonly ticks: readonly { readonly y: number; readonly seconds: number }[]
  readonly bestSeconds: number
}

const [LEFT, RIGHT, TOP, BOTTOM] = [72, 16, 16, 16]
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400]
const MOST_TICKS = 5

const rounded = (value: number): number => Math.round(value * 10) / 10

/** Places efforts in a picture: from the first to the last from left to right, and the faster the higher. Returns null for none. */
export const plotOf = (efforts: readonly Effort[], width: number, height: number): Plot | null => {
  if (efforts.length === 0) return null
  const sorted = efforts.toSorted((a, b) => a.atMs - b.atMs)
  const seconds = sorted.map((effort) => effort.seconds)
  const [best, worst] = [Math.min(...seconds), Math.max(...seconds)]
  const [first, last] = [sorted[0]?.atMs ?? 0, sorted.at(-1)?.atMs ?? 0]
  const span = worst - best
  const xOf = (atMs: number) =>
    rounded(last === first ? (LEFT + width - RIGHT) / 2 : LEFT + ((atMs - first) / (last - first)) * (width - LEFT - RIGHT))
  const yOf = (value: number) => rounded(span === 0 ? height / 2 : TOP + ((value - best) / span) * (height - TOP - BOTTOM))
  const step = STEPS.find((each) => span / each <= MOST_TICKS - 1) ?? span
  const ticks: number[] = []
  for (let tick = Math.ceil(best / step) * step; tick <= worst && ticks.length < MOST_TICKS; tick += step) ticks.push(tick)
  const dots = sorted.map((effort) => ({
    id: effort.id,
    x: xOf(effort.atMs),
    y: yOf(effort.seconds),
    isBest: effort.seconds === best,
  }))
  return {
    path: `M${dots.map(({ x, y }) => `${x} ${y}`).join('L')}`,
    dots,
    ticks: (ticks.length === 0 ? [best] : ticks).map((tick) => ({ y: yOf(tick), seconds: tick })),
    bestSeconds: best,
  }
}
