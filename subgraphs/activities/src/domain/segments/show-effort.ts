import { hidesPlaces } from '@gruppetto/recordings'
import type { ViewerPrivacy } from '../viewer-privacy.ts'
import { type EffortRow, effortStartedAt } from './effort.ts'

type Begun = Pick<EffortRow, 'startedAt' | 'startSeconds'>

/** When an effort began; of an athlete who hides places, others are told when the activity did: it dates the effort and says nothing more. */
export const showStartedAt = (effort: Begun, privacy: ViewerPrivacy): Date =>
  hidesPlaces(privacy) ? effort.startedAt : effortStartedAt(effort)

/** Whole seconds on the clock of what shows, which began at `sinceSeconds` of the recording. */
export const showStartSeconds = ({ startSeconds }: Begun, sinceSeconds: number): number =>
  Math.max(0, Math.floor(startSeconds - sinceSeconds))
