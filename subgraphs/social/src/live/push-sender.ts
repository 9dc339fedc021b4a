import { openPublicRequests, RefusedAddressError, type Runtime } from '@gruppetto/runtime'
import webPush from 'web-push'
import { outcomeOf, type PushDeviceRow, type PushOutcome, type Urgency } from '../domain/push.ts'
import type { VapidKeyStore } from '../stores/vapid-keys.ts'

/** Push services answer within a second. A slow one must not hold up those of others. */
const PATIENCE_MS = 10_000

export interface PushMessage {
  readonly payload: string
  /** At most 32 letters of base64url. A later push of the same topic replaces one that the push service still keeps. */
  readonly topic: string
  readonly urgency: Urgency
  readonly keptSeconds: number
}

/** Encrypts pushes (RFC 8291), signs them (RFC 8292) and hands them to the push services of the devices. */
export interface PushSender {
  /** The public key that a device is registered with; null when web push is off, since push services would have no contact. */
  readonly publicKey: string | null
  send(device: Pick<PushDeviceRow, 'endpoint' | 'p256dh' | 'auth'>, message: PushMessage): Promise<PushOutcome>
  close(): Promise<void>
}

export const openPushSender = async ({ config, now }: Runtime, keys: VapidKeyStore): Promise<PushSender> => {
  const { webPushSubject: subject, webPushTestOrigin: testOrigin } = config
  const { publicKey, privateKey } = await keys.getOrMake(() => webPush.generateVAPIDKeys(), new Date(now()))
  const requests = await openPublicRequests({ timeoutMs: PATIENCE_MS, testOrigin })
  return {
    publicKey: subject === undefined ? null : publicKey,
    async send({ endpoint, p256dh, auth }, { payload, topic, urgency, keptSeconds }) {
      if (subject === undefined) return { kind: 'REFUSED', reason: 'web push is off' }
      const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
        vapidDetails: { subject, publicKey, privateKey },
        TTL: keptSeconds,
        topic,
        urgency: urgency === 'LOW' ? 'low' : urgency === 'HIGH' ? 'high' : 'normal',
      })
      try {
        const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
        const { status, retryAfter } = await requests.post(endpoint, { headers: sent, body: body as Buffer })
        return outcomeOf(status, retryAfter, now())
      } catch (error) {
        // A name of the internet that leads into our own network is no push service, and never will be.
        if (error instanceof RefusedAddressError) return { kind: 'GONE' }
        return { kind: 'LATER', afterMs: null }
      }
    },
    close: () => requests.close(),
  }
}
