import { boardRowId, presentEntry } from '../domain/board.ts'
import { WEBHOOK_TYPES } from '../domain/webhook.ts'
import type { WebhookDeliveryRow } from '../domain/webhook-delivery.ts'
import type { Services } from '../services.ts'

/**
 * Writes the body of a delivery as it is true at this moment. Somebody who agreed to share with the brand is named; a consent that was
 * withdrawn since, or an account that was closed, is not in the next try.
 */
export const webhookBody = async ({ stores }: Services, row: WebhookDeliveryRow): Promise<string> => {
  const { challengeId, athleteId, facts, at, event } = row
  const [challenges, boardRows, accounts] = await Promise.all([
    stores.challenges.many([challengeId]),
    athleteId === null ? null : stores.boards.many([boardRowId(challengeId, athleteId)]),
    athleteId === null ? null : stores.accounts.many([athleteId]),
  ])
  const boardRow = athleteId === null ? undefined : boardRows?.get(boardRowId(challengeId, athleteId))
  const entry = boardRow && presentEntry(boardRow, 0, accounts?.get(boardRow.athleteId))
  const athlete = entry?.athleteId ? { id: entry.athleteId, name: entry.name, country: entry.country } : null
  return JSON.stringify({
    type: WEBHOOK_TYPES[event],
    timestamp: at.toISOString(),
    data: {
      challenge: { id: challengeId, title: challenges.get(challengeId)?.title ?? null },
      ...(event !== 'CHALLENGE_ENDED' && { athlete }),
      ...facts,
    },
  })
}
