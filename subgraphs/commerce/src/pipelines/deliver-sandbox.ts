import type { Services } from '../services.ts'
import { receiveProviderEvent } from './apply-provider-event.ts'

/** Delivers the webhooks of the sandbox that are due: each is signed, checked and applied on the road that all webhooks take. */
export const deliverSandbox = async (services: Services): Promise<void> => {
  const { sandbox } = services
  if (sandbox === null) return
  await sandbox.deliver(async (rawBody, headers) => {
    await receiveProviderEvent(services, sandbox.provider.readWebhook(rawBody, headers), rawBody)
  })
}
