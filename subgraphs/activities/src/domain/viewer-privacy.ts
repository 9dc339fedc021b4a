import type { PrivacyRules } from '@gruppetto/recordings'

/** What of an athlete's recordings is hidden from a viewer. */
export interface ViewerPrivacy extends PrivacyRules {
  readonly hideHeartRate: boolean
}

/** As the athlete sees the own recordings, and everybody those of an athlete who hides nothing. */
export const HIDES_NOTHING: ViewerPrivacy = { hideHeartRate: false, hideStartEndMeters: 0, zones: [] }
