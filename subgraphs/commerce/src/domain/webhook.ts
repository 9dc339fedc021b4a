import { broken, refusal } from '@gruppetto/graph'
import { z } from 'zod'
import { noticeEmail } from './notice-email.ts'

/** What a partner can be told about. The keys are the contract's; the values stand in the body of a delivery. */
export const WEBHOOK_TYPES = {
  CHALLENGE_JOINED: 'challenge.joined',
  CHALLENGE_COMPLETED: 'challenge.completed',
  CHALLENGE_ENDED: 'challenge.ended',
  CONVERSION_RECORDED: 'conversion.recorded',
} as const

export type WebhookEvent = keyof typeof WEBHOOK_TYPES

const EVENTS = Object.keys(WEBHOOK_TYPES) as WebhookEvent[]

/** More than a partner needs. The limit bounds what one event costs. */
export const MOST_WEBHOOKS = 10

/** An address of a partner that is told what happens in the challenges of its brand. */
export interface WebhookRow {
  readonly _id: string
  readonly brandId: string
  readonly url: string
  /** Who is told by mail when the webhook is disabled. */
  readonly noticeEmail: string | null
  readonly events: readonly WebhookEvent[]
  readonly enabled: boolean
  /** Why the platform itself has disabled it: it failed for days, or its address answered 410 Gone. */
  readonly disabledFor: 'FAILURES' | 'GONE' | null
  /** Encrypted, since signing needs the secret itself. */
  readonly sealedSecret: string
  /** The secret before the last rotation, which signs too until `previousUntil`. */
  readonly sealedPrevious: string | null
  readonly previousUntil: Date | null
  readonly createdAt: Date
  readonly lastDeliveryAt: Date | null
  /** Since when nothing arrived; null when the last delivery did. */
  readonly failingSince: Date | null
  /** The failed tries since the last success. */
  readonly failures: number
  /** When to look for deliveries that are due; null when none is known. */
  readonly nextDueAt: Date | null
  /** Whether something was left to deliver since a process last took it. */
  readonly isWoken?: boolean
  /** Until when a process works on its deliveries. */
  readonly takenUntil: Date
}

/** After a rotation the old secret signs for so long, so that the receiver has time to take the new one. */
export const SECRET_OVERLAP_MS = 24 * 3_600_000

/** The facts about a webhook that its deliveries change. */
export type WebhookHealth = Pick<WebhookRow, 'enabled' | 'disabledFor' | 'lastDeliveryAt' | 'failingSince' | 'failures'>

/** A webhook is disabled when nothing arrived for so long, and when at least so many tries failed meanwhile: never for one burst. */
const DISABLED_AFTER_MS = 3 * 24 * 3_600_000
const DISABLED_AFTER_FAILURES = 20

/** What became of the tries that were made at the same time. */
export interface TriesMade {
  readonly delivered: number
  readonly failed: number
  /** The address says that it will never take anything again. */
  readonly gone: boolean
}

/** Returns the health of a webhook after some tries. */
export const healthAfter = (before: WebhookHealth, { delivered, failed, gone }: TriesMade, nowMs: number): WebhookHealth => {
  const now = new Date(nowMs)
  if (delivered > 0) return { ...before, lastDeliveryAt: now, failingSince: null, failures: 0 }
  if (failed === 0) return before
  const failingSince = before.failingSince ?? now
  const failures = before.failures + failed
  const isLost = failures >= DISABLED_AFTER_FAILURES && nowMs - failingSince.getTime() >= DISABLED_AFTER_MS
  const disabledFor = gone ? ('GONE' as const) : isLost ? ('FAILURES' as const) : null
  if (disabledFor === null) return { ...before, failingSince, failures }
  return { ...before, failingSince, failures, enabled: false, disabledFor }
}

const URL_LENGTH = 2_000

export const webhookInput = z.object({
  id: z.string().nullish(),
  brandId: z.string().nullish(),
  url: z
    .string()
    .max(URL_LENGTH, `must have at most ${URL_LENGTH} characters`)
    .refine((url) => URL.canParse(url), refusal(broken('WRONG_FORMAT', 'must be an https address', { format: 'URL' }))),
  events: z
    .array(z.enum(EVENTS))
    .min(1, 'must name at least one event')
    .max(100)
    .transform((events) => [...new Set(events)]),
  noticeEmail,
  enabled: z
    .boolean()
    .nullish()
    .transform((enabled) => enabled ?? true),
})

export type WebhookFields = z.infer<typeof webhookInput>
