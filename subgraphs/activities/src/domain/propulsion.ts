import {
  type Evidence,
  hasPropulsion,
  PROPULSION_FEATURES,
  PROPULSION_KINDS,
  propulsionOf,
  type Sport,
} from '@gruppetto/recordings'
import type { MeasuredLeg } from './measured-leg.ts'

/** The model of models/propulsion.json. See its card beside it. */
export const PROPULSION_MODEL = { name: 'propulsion', features: Object.keys(PROPULSION_FEATURES), outputs: PROPULSION_KINDS }

/** What of a model says what moved an athlete. */
export interface PropulsionModel {
  readonly id: string
  score(features: readonly number[]): readonly number[]
}

/** Whether a recording is asked about: on foot or on wheels, with positions that are not those of a game. */
export const asksForPropulsion = (sport: Sport, { trackKey }: Pick<Evidence, 'trackKey'>): boolean =>
  trackKey !== null && hasPropulsion(sport)

/**
 * Returns a measured recording with what moved its athlete. Without a model nothing is said of it: then the rules of speed alone tell what nobody can
 * have done.
 */
export const withPropulsion = ({ propulsion: question, ...leg }: MeasuredLeg, model: PropulsionModel | null): MeasuredLeg => {
  const propulsion = question && model ? propulsionOf(question, model.id, model.score) : null
  return { ...leg, evidence: { ...leg.evidence, propulsion } }
}
