/** One job of a queue: when it comes and how long it takes, in seconds. */
export interface Job {
  readonly atSeconds: number
  readonly serviceSeconds: number
}

/**
 * Plays a queue job by job: first come, first served, by whichever server is free first (Kiefer and Wolfowitz). Returns how long each job waits. It
 * assumes nothing about how jobs come or how long they take, and is what the quicker model of the weekend is checked against.
 */
export const exactWaits = (jobs: Iterable<Job>, servers: number): number[] => {
  // A heap of the times at which servers become free, the earliest first.
  const free = new Float64Array(servers)
  const sink = (): void => {
    let place = 0
    for (;;) {
      const [left, right] = [2 * place + 1, 2 * place + 2]
      let first = place
      if (left < servers && (free[left] ?? 0) < (free[first] ?? 0)) first = left
      if (right < servers && (free[right] ?? 0) < (free[first] ?? 0)) first = right
      if (first === place) return
      const moved = free[place] ?? 0
      free[place] = free[first] ?? 0
      free[first] = moved
      place = first
    }
  }
  const waits: number[] = []
  for (const { atSeconds, serviceSeconds } of jobs) {
    const begins = Math.max(atSeconds, free[0] ?? 0)
    waits.push(begins - atSeconds)
    free[0] = begins + serviceSeconds
    sink()
  }
  return waits
}
