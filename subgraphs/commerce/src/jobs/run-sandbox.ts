import { dueJob, type PeriodicJob } from '@gruppetto/graph'
import { deliverSandbox } from '../pipelines/deliver-sandbox.ts'
import type { Services } from '../services.ts'

/** Nobody waits for these jobs: a page lets time pass and delivers what it has done itself, and a call of the API looks at the customer. */
const EVERY_MS = 5_000

/** Lets time pass in the sandbox: renewals, ends of trials, payments that are tried again. */
export const passSandboxTime = (services: Services): PeriodicJob => {
  const { runtime, sandbox } = services
  return dueJob(runtime, {
    name: 'commerce-pass-sandbox-time',
    everyMs: EVERY_MS,
    maxBatches: 1,
    due: async (now, limit) => (sandbox === null ? [] : sandbox.dueCustomers(now, limit)),
    work: async (customer) => sandbox?.passTime(customer),
    failure: 'time could not pass for a customer of the sandbox',
  })
}

/** Delivers the webhooks of the sandbox that a request has not delivered. */
export const deliverSandboxWebhooks = (services: Services): PeriodicJob => ({
  name: 'commerce-deliver-sandbox-webhooks',
  everyMs: EVERY_MS,
  run: () => deliverSandbox(services),
})
