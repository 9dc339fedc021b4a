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

/**
 * Defines the tests of every behaviour. With a process for every role only those run again that depend on the processes: what is pushed, what ends
 * elsewhere, what is kept, and who may see what. Which process asks whom changes none of the other rules.
 */
export const everyBehaviour = (world: WorldOf, processes: 'ONE' | 'MANY'): void => {
  const isOne = processes === 'ONE'
  mainRoad(world)
  sessions(world)
  accounts(world)
  challenge(world)
  live(world)
  crowds(world)
  visibility(world, isOne ? 'ALL' : 'LEADING')
  keptAnswers(world)
  if (!isOne) return
  uploads(world)
  exports(world)
  season(world)
  partner(world)
  campaign(world)
  segments(world)
  training(world)
  roads(world)
  publicAnswers(world)
  marketplace(world)
  premium(world)
  leaving(world)
}
