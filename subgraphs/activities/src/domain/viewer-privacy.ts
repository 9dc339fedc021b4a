import { hidesPlaces, type PrivacyRules } from '@gruppetto/recordings'

/** What of an athlete's recordings is hidden from a viewer. */
export interface ViewerPrivacy extends PrivacyRules {
  readonly hideHeartRate: boolean
}

/** The rules for athletes who look at their own recordings, and of athletes who hide nothing. */
export const HIDES_NOTHING: ViewerPrivacy = { hideHeartRate: false, hideStartEndMeters: 0, zones: [] }

/** A key that is equal for equal rules about places; null for rules that hide no place. */
export const rulesKey = (rules: PrivacyRules): string | null => {
  if (!hidesPlaces(rules)) return null
  const zones = rules.zones.map(({ latitude, longitude, radiusMeters }) => [latitude, longitude, radiusMeters].join()).sort()
  return [rules.hideStartEndMeters, ...zones].join(';')
}
