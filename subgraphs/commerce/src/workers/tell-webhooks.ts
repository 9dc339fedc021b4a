import { createHmac } from 'node:crypto'
import type { Envelope, EventData } from '@gruppetto/events'
import { defineWorker, RetryEvent, type Tx } from '@gruppetto/runtime'
import { boardRowId } from '../domain/board.ts'
import { type Telling, tellWebhooks } from '../pipelines/tell-webhooks.ts'
import type { Services } from '../services.ts'

type Told = 'challenge.participation-changed' | 'challenge.completed' | 'challenge.settled'

interface OfAthlete {
  readonly challengeId: string
  readonly athleteId: string
}

/** Names what an athlete did by a keyed hash: the delivery stays when the athlete is erased, and must not say who it was. */
const keyOf = ({ runtime }: Pick<Services, 'runtime'>, what: string, { challengeId, athleteId }: OfAthlete): string => {
  const hmac = createHmac('sha256', runtime.config.identitySecret)
  return `${what}:${hmac.update(`webhook-key:${boardRowId(challengeId, athleteId)}`).digest('base64url')}`
}

/** What to tell of an event, but for whom to tell it. */
const tellingOf = (
  services: Pick<Services, 'runtime'>,
  event: Envelope<Told>,
): (Omit<Telling, 'brandId'> & { readonly challengeId: string }) | null => {
  const { challengeId, at } = event.data
  const common = { challengeId, atMs: at }
  if (event.name === 'challenge.settled') {
    const { participants } = event.data as EventData<'challenge.settled'>
    // A long standing comes in several events; the first of them tells it.
    return { ...common, event: 'CHALLENGE_ENDED', key: `ended:${challengeId}`, athleteId: null, facts: { participants } }
  }
  if (event.name === 'challenge.completed') {
    const { athleteId } = event.data as EventData<'challenge.completed'>
    return {
      ...common,
      event: 'CHALLENGE_COMPLETED',
      key: keyOf(services, 'completed', { challengeId, athleteId }),
      athleteId,
      facts: {},
    }
  }
  const { athleteId, participating } = event.data as EventData<'challenge.participation-changed'>
  if (!participating) return null
  return {
    ...common,
    event: 'CHALLENGE_JOINED',
    key: keyOf(services, 'joined', { challengeId, athleteId }),
    athleteId,
    facts: {},
  }
}

/** Whether the board knows of a participation already. It says who may be named, so a delivery waits for it. */
const boardKnows = async ({ stores }: Services, { name, data }: Envelope<Told>, tx: Tx): Promise<boolean> => {
  if (name === 'challenge.settled') return true
  const { challengeId, athleteId } = data as EventData<'challenge.completed'>
  const row = await stores.boards.get(boardRowId(challengeId, athleteId), tx)
  if (name === 'challenge.completed') return row !== null
  return row !== null && row.participationRevision >= (data as EventData<'challenge.participation-changed'>).revision
}

/** Tells the webhooks of a sponsor who joined and completed its challenges, and which have ended. */
export const tellWebhooksOfChallenges = (services: Services) =>
  defineWorker({
    name: 'commerce-tell-webhooks',
    on: ['challenge.participation-changed', 'challenge.completed', 'challenge.settled'],
    prepare: async (event) => {
      const telling = tellingOf(services, event)
      if (telling === null) return null
      const brandId = (await services.stores.challenges.many([telling.challengeId])).get(telling.challengeId)?.sponsorBrandId
      return brandId ? { ...telling, brandId } : null
    },
    // Hardly any challenge has a sponsor, so most events end here.
    concerns: (_event, telling) => telling !== null,
    load: async (event, tx, telling) => {
      if (!(await boardKnows(services, event, tx))) throw new RetryEvent('the board does not have this participation yet')
      return telling
    },
    save: async (telling, tx) => {
      if (telling !== null) await tellWebhooks(services, telling, tx)
    },
  })
