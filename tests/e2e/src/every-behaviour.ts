import { accounts } from './accounts/accounts.ts'
import { challenge } from './challenge/challenge.ts'
import { season } from './clubs/season.ts'
import { exports } from './exports/exports.ts'
import { leaving } from './leaving/leaving.ts'
import { crowds } from './live/crowds.ts'
import { live } from './live/live.ts'
import { mainRoad } from './main-road/road.ts'
import { campaign } from './partner/campaign.ts'
import { marketplace } from './partner/marketplace.ts'
import { partner } from './partner/partner.ts'
import { premium } from './premium/premium.ts'
import { segments } from './segments/segments.ts'
import { sessions } from './sessions/sessions.ts'
import { training } from './training/training.ts'
import { uploads } from './uploads/uploads.ts'
import { keptAnswers } from './visibility/kept-answers.ts'
import { publicAnswers } from './visibility/public-answers.ts'
import { roads } from './visibility/roads.ts'
import { visibility } from './visibility/visibility.ts'
import type { WorldOf } from './world.ts'

/** Defines the tests for every topology. The walk over the whole schema takes long, so one topology is enough for it. */
export const everyBehaviour = (world: WorldOf, walk: 'ALL' | 'LEADING'): void => {
  mainRoad(world)
  sessions(world)
  accounts(world)
  uploads(world)
  exports(world)
  challenge(world)
  season(world)
  partner(world)
  campaign(world)
  segments(world)
  live(world)
  crowds(world)
  training(world)
  visibility(world, walk)
  keptAnswers(world)
  // Which process asks whom changes no rule.
  if (walk === 'ALL') roads(world)
  if (walk === 'ALL') publicAnswers(world)
  // The whole story of a purchase takes long, and its parts do not depend on the processes.
  marketplace(world, walk === 'ALL')
  if (walk === 'ALL') premium(world)
  if (walk === 'ALL') leaving(world)
}
