/** An athlete's fitness and fatigue at the end of a day. */
export interface TrainingBalance {
  /** Chronic training load: the 42-day average. */
  readonly fitness: number
  /** Acute training load: the 7-day average. */
  readonly fatigue: number
}

const FITNESS_DAYS = 42
const FATIGUE_DAYS = 7

/** The balance before the first day. */
export const UNTRAINED: TrainingBalance = { fitness: 0, fatigue: 0 }

/**
 * Returns the balance one day later, after that day's load: y += (load - y) / days (Banister et al. 1975, as in Coggan's
 * performance manager).
 */
export const afterDay = ({ fitness, fatigue }: TrainingBalance, load: number): TrainingBalance => ({
  fitness: fitness + (load - fitness) / FITNESS_DAYS,
  fatigue: fatigue + (load - fatigue) / FATIGUE_DAYS,
})

/** Returns the balance after days without load, the same as that many calls of `afterDay` with 0. */
export const afterRest = ({ fitness, fatigue }: TrainingBalance, days: number): TrainingBalance => ({
  fitness: fitness * (1 - 1 / FITNESS_DAYS) ** days,
  fatigue: fatigue * (1 - 1 / FATIGUE_DAYS) ** days,
})

/** Returns the form at the start of a day: fitness minus fatigue of the evening before. */
export const formAfter = ({ fitness, fatigue }: TrainingBalance): number => fitness - fatigue
