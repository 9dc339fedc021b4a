import { boardRowId, presentEntry } from '../domain/board.ts'
import { WEBHOOK_TYPES } from '../domain/webhook.ts'
import type { WebhookDeliveryRow } from '../domain/webhook-delivery.ts'
import type { Services } from '../services.ts'

/** Who it is about, if that athlete agrees at this moment to be named to the brand, and the brand still sponsors the challenge. */
const athleteOf = async ({ stores }: Services, challengeId: string, { athleteId, brandId }: WebhookDeliveryRow) => {
  if (athleteId === null) return null
  if ((await stores.challenges.many([challengeId])).get(challengeId)?.sponsorBrandId !== brandId) return null
  const id = boardRowId(challengeId, athleteId)
  const [rows, accounts] = await Promise.all([stores.boards.many([id]), stores.accounts.many([athleteId])])
  const row = rows.get(id)
  const entry = row && presentEntry(row, 0, accounts.get(athleteId))
  return entry?.athleteId ? { id: entry.athleteId, name: entry.name, country: entry.country } : null
}

const challengeOf = async ({ stores }: Services, id: string) => ({
  id,
  title: (await stores.challenges.many([id])).get(id)?.title ?? null,
})

/**
 * Writes the body of a delivery as it is true at this moment. Somebody who agreed to share with the brand is named; a consent that was
 * withdrawn since, or an account that was closed, is not in the next try.
 */
export const webhookBody = async (services: Services, row: WebhookDeliveryRow): Promise<string> => {
  const { challengeId, facts, at, event } = row
  const named = challengeId !== null && event !== 'CHALLENGE_ENDED'
  return JSON.stringify({
    type: WEBHOOK_TYPES[event],
    timestamp: at.toISOString(),
    data: {
      ...(challengeId !== null && { challenge: await challengeOf(services, challengeId) }),
      ...(named && { athlete: await athleteOf(services, challengeId, row) }),
      ...facts,
    },
  })
}
