import type { PeriodicJob } from '@gruppetto/graph'
import type { Services } from '../services.ts'
import { advanceChallenges } from './advance-challenges.ts'
import { makeDueOccurrences } from './make-occurrences.ts'
import { prepareDigests } from './prepare-digests.ts'
import { tellOfEvents } from './tell-of-events.ts'
import { tellOvertakes } from './tell-overtakes.ts'
import { watchEventDates } from './watch-event-dates.ts'
import { writeLeftDates } from './write-dates.ts'

export const makeJobs = (services: Services): readonly PeriodicJob[] => [
  prepareDigests(services),
  watchEventDates(services),
  tellOfEvents(services),
  tellOvertakes(services),
  makeDueOccurrences(services),
  writeLeftDates(services),
  advanceChallenges(services),
]
