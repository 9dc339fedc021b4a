import { hidesPlaces } from '@gruppetto/recordings'
import type { ViewerPrivacy } from '../viewer-privacy.ts'
import { type EffortRow, effortStartedAt } from './effort.ts'

type Begun = Pick<EffortRow, 'startedAt' | 'startSeconds'>

/**
 * When an effort began. For an athlete who hides places, others see the start of the activity: it gives the date and nothing
 * more.
 */
export const showStartedAt = (effort: Begun, privacy: ViewerPrivacy): Date =>
  hidesPlaces(privacy) ? effort.startedAt : effortStartedAt(effort)

/** Whole seconds from the start of the visible part, which begins at `sinceSeconds` of the recording. */
export const showStartSeconds = ({ startSeconds }: Begun, sinceSeconds: number): number =>
  Math.max(0, Math.floor(startSeconds - sinceSeconds))
