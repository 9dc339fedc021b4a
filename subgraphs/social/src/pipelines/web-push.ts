import { ECDH } from 'node:crypto'
import { badUserInput, conflict, type FieldProblem, newId, requireAthlete } from '@gruppetto/graph'
import { type Config, refusalOfUrl } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import type { PushDeviceRow } from '../domain/push.ts'
import type { WebPushInput } from '../generated/resolvers.ts'
import { commit } from './commit.ts'

/** Those that were confirmed longest ago make room. */
const MOST_DEVICES = 20
const MOST_ENDPOINT_LENGTH = 2_048
const AUTH_BYTES = 16

/** Whether it is a point on the curve P-256, as browsers write it. */
const isPublicKey = (text: string): boolean => {
  try {
    return Buffer.from(text, 'base64url').length === 65 && ECDH.convertKey(text, 'prime256v1', 'base64url').length > 0
  } catch {
    return false
  }
}

const endpointProblem = (endpoint: string, { webPushTestOrigin }: Config): string | null => {
  if (endpoint.length > MOST_ENDPOINT_LENGTH) return `must have at most ${MOST_ENDPOINT_LENGTH} characters`
  const url = new URL(endpoint)
  return url.origin === webPushTestOrigin ? null : refusalOfUrl(url)
}

const problemsOf = ({ endpoint, p256dh, auth }: WebPushInput, config: Config): readonly FieldProblem[] => {
  const wrongEndpoint = endpointProblem(endpoint, config)
  return [
    ...(wrongEndpoint === null ? [] : [{ path: 'input.endpoint', message: wrongEndpoint }]),
    ...(isPublicKey(p256dh) ? [] : [{ path: 'input.p256dh', message: 'must be a P-256 public key in base64url' }]),
    ...(Buffer.from(auth, 'base64url').length === AUTH_BYTES
      ? []
      : [{ path: 'input.auth', message: 'must be 16 bytes in base64url' }]),
  ]
}

/**
 * Registers a device of the viewer, or confirms it. A device that another athlete had registered changes its owner: one browser, one
 * athlete who is signed in.
 */
export const registerWebPush = async (context: Context, input: WebPushInput): Promise<void> => {
  const { athleteId, sessionId } = requireAthlete(context.caller)
  const { pushSender, stores, runtime } = context
  if (pushSender.publicKey === null) throw conflict('Web push is off on this platform.', 'PUSH_OFF')
  const problems = problemsOf(input, runtime.config)
  if (problems.length > 0) throw badUserInput(problems)
  const { endpoint, p256dh, auth } = input
  await commit(context, async (tx) => {
    const now = new Date(runtime.now())
    const known = await stores.pushDevices.byEndpoint(endpoint, tx)
    if (known !== null && known.athleteId !== athleteId) await stores.pushDevices.remove([known._id], tx)
    const own = known?.athleteId === athleteId ? known : null
    const isSame = own?.p256dh === p256dh && own.auth === auth
    const row: PushDeviceRow = {
      _id: own?._id ?? newId('PushDevice'),
      athleteId,
      sessionId,
      endpoint,
      p256dh,
      auth,
      registeredAt: own?.registeredAt ?? now,
      confirmedAt: now,
      lastDeliveredAt: own?.lastDeliveredAt ?? null,
      failingSince: isSame ? own.failingSince : null,
      failures: isSame ? own.failures : 0,
      retryAt: isSame ? own.retryAt : null,
    }
    const others = (await stores.pushDevices.of(athleteId, tx)).filter(({ _id }) => _id !== row._id)
    const tooMany = others.slice(MOST_DEVICES - 1).map(({ _id }) => _id)
    await stores.pushDevices.remove(tooMany, tx)
    await stores.pushDevices.put(row, tx)
  })
}

/** Ends the pushes to a device of the viewer. A device of somebody else, or none, changes nothing. */
export const unregisterWebPush = async (context: Context, endpoint: string): Promise<void> => {
  const { athleteId } = requireAthlete(context.caller)
  await commit(context, (tx) => context.stores.pushDevices.removeEndpoint(athleteId, endpoint, tx))
}
