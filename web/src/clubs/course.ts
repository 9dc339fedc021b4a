interface Span {
  readonly startsAt: string
  readonly endsAt: string
}

/** What somebody has by now who does the same on each day of a span and reaches the target at its end. Nothing before it, the target after it. */
export const courseOf = ({ startsAt, endsAt }: Span, target: number, nowMs: number): number => {
  const [from, to] = [Date.parse(startsAt), Date.parse(endsAt)]
  return to <= from ? target : target * Math.min(1, Math.max(0, (nowMs - from) / (to - from)))
}
