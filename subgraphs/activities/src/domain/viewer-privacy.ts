import { hidesPlaces, type PrivacyRules } from '@gruppetto/recordings'

/** What of an athlete's recordings is hidden from a viewer. */
export interface ViewerPrivacy extends PrivacyRules {
  readonly hideHeartRate: boolean
}

/** As the athlete sees the own recordings, and everybody those of an athlete who hides nothing. */
export const HIDES_NOTHING: ViewerPrivacy = { hideHeartRate: false, hideStartEndMeters: 0, zones: [] }

/** What tells the rules of one state of an athlete's privacy from those of another; null of rules that hide no place. */
export const rulesKey = (rules: PrivacyRules): string | null => {
  if (!hidesPlaces(rules)) return null
  const zones = rules.zones.map(({ latitude, longitude, radiusMeters }) => [latitude, longitude, radiusMeters].join()).sort()
  return [rules.hideStartEndMeters, ...zones].join(';')
}
