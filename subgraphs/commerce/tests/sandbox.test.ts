import type { EventData } from '@gruppetto/events'
import { ANONYMOUS, type Caller, newId, type PeriodicJob, signedPath } from '@gruppetto/graph'
import { defineWorker } from '@gruppetto/runtime'
import { callRoute, settle, type TestRuntime, testRuntime } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planSold } from '../src/domain/plans.ts'
import { totalsOf } from '../src/domain/receipt.ts'
import { newSubscription } from '../src/domain/subscription-row.ts'
import { makeJobs } from '../src/jobs/mod.ts'
import { receiptsOfYearUrl, receiptUrl } from '../src/pipelines/receipt-links.ts'
import { BadWebhook, type PaymentProvider } from '../src/providers/payment-provider.ts'
import { SIGNATURE_HEADER, signatureOf } from '../src/providers/sandbox/tokens.ts'
import { publicRoutes } from '../src/routes/public.ts'
import { closeServices, openServices, type Services } from '../src/services.ts'
import { athleteCaller } from './world.ts'

let runtime: TestRuntime
let services: Services
let payments: PaymentProvider
let nowMs = Date.UTC(2026, 10, 29, 12)
const changes: EventData<'subscription.changed'>[] = []
beforeAll(async () => {
  runtime = await testRuntime({ now: () => nowMs })
  services = await openServices(runtime)
  if (services.payments === null) throw new Error('the sandbox takes the money of a local platform')
  payments = services.payments
  const listen = defineWorker({
    name: 'elsewhere-listen-subscriptions',
    on: ['subscription.changed'],
    decide: ({ data }) => data,
    save: async (data) => void changes.push(data),
  })
  await runtime.startWorkers(await runtime.database('elsewhere'), [listen])
})
afterAll(async () => {
  await closeServices(services)
  await runtime.close()
})

const monthly = () => {
  const plan = planSold('PREMIUM_MONTHLY', 'EUR')
  if (plan === null) throw new Error('premium is sold in euros')
  return plan
}

const pathOf = (url: string): string => new URL(url).pathname
const ask = async (path: string, fields?: Readonly<Record<string, string>>, caller: Caller = ANONYMOUS) => {
  const request =
    fields === undefined
      ? ({ method: 'GET', url: path } as const)
      : ({
          method: 'POST',
          url: path,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          payload: new URLSearchParams(fields).toString(),
        } as const)
  const { statusCode, headers, body } = await callRoute([publicRoutes(services)], request, caller)
  return { status: statusCode, headers, body, location: headers.location }
}

/** An athlete with an open page. */
const shopper = async ({ trialDays = 0 } = {}) => {
  const athleteId = newId('Athlete')
  const customerId = await payments.ensureCustomer(athleteId)
  await services.database.transact(
    (tx) =>
      services.stores.subscriptions.insert(
        newSubscription({ athleteId, provider: payments.name, customerId, currency: 'EUR' }, nowMs),
        tx,
      ),
    { actor: null, traceparent: null },
  )
  const order = {
    athleteId,
    customerId,
    plan: monthly(),
    trialDays,
    discount: null,
    returnUrl: 'http://localhost:3000/premium?a=1&b=2',
  }
  const start = async (key: string = newId('AuditEntry')) => pathOf((await payments.startCheckout(order, key)).url)
  const portal = async () => pathOf(await payments.portalUrl(customerId, order.returnUrl))
  const stateOf = async () => (await services.stores.subscriptions.get(athleteId))?.state
  return { athleteId, customerId, start, portal, stateOf }
}

const runJob = async (name: string): Promise<void> => {
  const job = makeJobs(services).find((one: PeriodicJob) => one.name === name)
  if (job === undefined) throw new Error(`no job ${name}`)
  await job.run()
}

describe('a payment page of the sandbox', () => {
  it('shows plan, price and trial, runs nothing, loads nothing and is kept by nobody', async () => {
    const { start } = await shopper({ trialDays: 30 })
    const { status, headers, body } = await ask(await start())
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^default-src 'none';.*form-action 'self'; frame-ancestors 'none'$/),
    })
    for (const words of ['Premium, by the month', '€7.99 a month', '30 days free', '€0.00', 'lang="en"', '<legend>'])
      expect(body).toContain(words)
    expect(body).not.toContain('<script')
    expect(body).toContain('href="http://localhost:3000/premium?a=1&amp;b=2"')
  })

  it('speaks German to whose browser asks for it, and tells a title as the shop has it', async () => {
    const { start, portal } = await shopper({ trialDays: 30 })
    const inGerman = (path: string, language = 'fr;q=1, de-CH;q=0.9, en;q=0.8') =>
      callRoute([publicRoutes(services)], { method: 'GET', url: path, headers: { 'accept-language': language } })
    const page = await start()
    const { body } = await inGerman(page)
    for (const words of ['lang="de"', 'Premium, monatlich', '7,99\u00a0€ im Monat', '30 Tage kostenlos', 'Wird abgelehnt'])
      expect(body).toContain(words)
    expect((await inGerman(`${page}?problem=DECLINED`)).body).toContain('Die Bank hat die Karte abgelehnt.')
    expect((await inGerman(await portal())).body).toContain('Dein Abo')
    expect((await inGerman('/sandbox/portal/x')).body).toContain('Diese Seite gibt es nicht')
    for (const other of ['en, de;q=0.9', 'de;q=0, en', 'fr', '', ';;q=x,,'])
      expect((await inGerman(page, other)).body, other).toContain('lang="en"')
  })

  it('is paid once, however often its button is pressed, and gives premium', async () => {
    const { start, stateOf, customerId, athleteId } = await shopper()
    const page = await start()
    const pressed = await Promise.all([1, 2, 3, 4].map(() => ask(page, { card: 'PAYS' })))
    expect(pressed.map(({ status, location }) => [status, location])).toEqual(Array(4).fill([303, page]))
    expect((await ask(page)).body).toContain('<h1>Paid</h1>')
    expect((await payments.fetchCustomer(customerId))?.invoices).toMatchObject([{ amount: 799, status: 'PAID' }])
    expect(await stateOf()).toBe('ACTIVE')
    await settle(runtime)
    expect(changes.filter((change) => change.athleteId === athleteId).map((change) => change.changes)).toEqual([['STARTED']])
  })

  it('says why a card is declined, charges nothing, and takes another', async () => {
    const { start, stateOf } = await shopper()
    const page = await start()
    const declined = await ask(page, { card: 'DECLINED' })
    expect(declined.location).toBe(`${page}?problem=DECLINED`)
    expect((await ask(`${page}?problem=DECLINED`)).body).toContain('role="alert">The bank declined the card.')
    expect((await ask(page, { card: 'INSUFFICIENT_FUNDS' })).location).toContain('INSUFFICIENT_FUNDS')
    expect((await ask(page, {})).location).toContain('CHOOSE')
    expect((await ask(page, { card: 'constructor' })).location).toContain('CHOOSE')
    expect((await ask(`${page}?problem=<b>`)).body).not.toContain('role="alert"')
    expect(await stateOf()).toBe('NONE')
    await ask(page, { card: 'PAYS' })
    expect(await stateOf()).toBe('ACTIVE')
  })

  it('asks the bank first (3-D Secure), which may refuse', async () => {
    const { start, stateOf } = await shopper()
    const page = await start()
    await ask(page, { card: 'CHALLENGE' })
    expect((await ask(page)).body).toContain('Your bank asks')
    expect((await ask(page, { challenge: 'REFUSE' })).location).toBe(`${page}?problem=CHALLENGE_FAILED`)
    expect((await ask(page)).body).toContain('<h1>Check out</h1>')
    // No bank has asked, so there is nothing to confirm.
    expect((await ask(page, { challenge: 'CONFIRM' })).location).toContain('CHOOSE')
    expect(await stateOf()).toBe('NONE')
    await ask(page, { card: 'CHALLENGE' })
    await ask(page, { challenge: 'CONFIRM' })
    expect(await stateOf()).toBe('ACTIVE')
  })

  it('is for its own athlete, and its link cannot be guessed or outlived', async () => {
    const { start, athleteId, stateOf } = await shopper()
    const page = await start()
    const other = athleteCaller(newId('Athlete'))
    expect((await ask(page, undefined, other)).status).toBe(404)
    await ask(page, { card: 'PAYS' }, other)
    expect(await stateOf()).toBe('NONE')
    expect((await ask(page, undefined, athleteCaller(athleteId))).status).toBe(200)
    expect((await ask(`${page.slice(0, -1)}x`)).status).toBe(404)
    nowMs += 31 * 60_000
    const late = await ask(page)
    expect(late).toMatchObject({ status: 410, body: expect.stringContaining('has expired') })
    await ask(page, { card: 'PAYS' })
    expect(await stateOf()).toBe('NONE')
  })

  it('is the same for a call that is repeated, and is replaced by the next one', async () => {
    const { start } = await shopper()
    const [first, again] = [await start('once'), await start('once')]
    expect(again).toBe(first)
    const next = await start('twice')
    expect(next).not.toBe(first)
    expect((await ask(first)).status).toBe(410)
    expect((await ask(next)).status).toBe(200)
  })
})

describe('the portal of the sandbox', () => {
  it('plays a trial, a failed payment, another card, a cancellation and a dispute by the clock of one customer alone', async () => {
    const { start, portal, stateOf, customerId } = await shopper({ trialDays: 30 })
    const bystander = await shopper({ trialDays: 30 })
    await ask(await bystander.start(), { card: 'PAYS' })
    await ask(await start(), { card: 'FAILS_LATER' })
    expect(await stateOf()).toBe('TRIALING')
    const page = await portal()
    expect((await ask(page)).body).toContain('On trial')
    await ask(page, { act: 'WAIT-31' })
    expect(await stateOf()).toBe('PAST_DUE')
    expect((await ask(page)).body).toContain('A payment is overdue')
    expect((await ask(page, { act: 'CARD', card: 'DECLINED' })).location).toContain('problem=DECLINED')
    await ask(page, { act: 'CARD', card: 'PAYS' })
    expect(await stateOf()).toBe('ACTIVE')
    await ask(page, { act: 'CANCEL' })
    expect((await payments.fetchCustomer(customerId))?.subscriptions).toMatchObject([{ cancelsAtPeriodEnd: true }])
    await ask(page, { act: 'RESUME' })
    await ask(page, { act: 'DISPUTE' })
    expect(await stateOf()).toBe('DISPUTED')
    expect((await ask(page, { act: 'DISPUTE' })).location).toContain('NOT_POSSIBLE')
    expect((await ask(page)).body).toContain('Disputed')
    expect(await bystander.stateOf()).toBe('TRIALING')
  })

  it('has a link of its own customer that ends after an hour', async () => {
    const { portal, customerId } = await shopper()
    const page = await portal()
    expect((await ask(page)).status).toBe(200)
    expect((await ask(page, undefined, athleteCaller(newId('Athlete')))).status).toBe(404)
    expect((await ask(page.replace(customerId, `${customerId}0`))).status).toBe(404)
    expect((await ask(page, { act: 'WAIT-0' })).location).toContain('NOT_POSSIBLE')
    nowMs += 3_600_001
    expect((await ask(page)).status).toBe(404)
    expect((await ask(page, { act: 'WAIT-1' })).status).toBe(404)
  })

  it('does by itself what time brings, and tells it once', async () => {
    const { start, stateOf, customerId } = await shopper({ trialDays: 30 })
    await ask(await start(), { card: 'PAYS' })
    nowMs += 30 * 86_400_000
    await Promise.all([runJob('commerce-pass-sandbox-time'), runJob('commerce-pass-sandbox-time')])
    await runJob('commerce-deliver-sandbox-webhooks')
    expect(await stateOf()).toBe('ACTIVE')
    expect((await payments.fetchCustomer(customerId))?.invoices).toHaveLength(1)
  })
})

const changesOf = async (athleteId: string) => {
  await settle(runtime)
  return changes.filter((change) => change.athleteId === athleteId).flatMap((change) => change.changes)
}

describe('what the platform decides by time', () => {
  it('is played by the clock of the sandbox: reminders before the trial ends, and while a payment is overdue', async () => {
    const { start, portal, athleteId } = await shopper({ trialDays: 30 })
    await ask(await start(), { card: 'FAILS_LATER' })
    const page = await portal()
    for (const _step of [1, 2, 3, 4, 5]) await ask(page, { act: 'NEXT' })
    expect(await changesOf(athleteId)).toEqual([
      'TRIAL_STARTED',
      'TRIAL_ENDING',
      'PAYMENT_FAILED',
      'PAYMENT_REMINDER',
      'PAYMENT_REMINDER',
      'ENDED',
    ])
  })

  it('begins anew once it is paid: the next overdue payment is told of again', async () => {
    const { start, portal, athleteId } = await shopper({ trialDays: 30 })
    await ask(await start(), { card: 'FAILS_LATER' })
    const page = await portal()
    for (const _step of [1, 2, 3]) await ask(page, { act: 'NEXT' })
    await ask(page, { act: 'CARD', card: 'PAYS' })
    await ask(page, { act: 'CARD', card: 'FAILS_LATER' })
    for (const _step of [1, 2]) await ask(page, { act: 'NEXT' })
    expect((await changesOf(athleteId)).slice(2)).toEqual([
      'PAYMENT_FAILED',
      'PAYMENT_REMINDER',
      'RECOVERED',
      'PAYMENT_FAILED',
      'PAYMENT_REMINDER',
    ])
  })
})

describe('receipts', () => {
  const receiptsOf = async (athleteId: string) => services.stores.receipts.ofYear(athleteId, 2026)

  it('have numbers without a gap, also when many pay at once, and each payment has one', async () => {
    const people = await Promise.all([1, 2, 3, 4, 5].map(() => shopper()))
    const pages = await Promise.all(people.map(({ start }) => start()))
    await Promise.all(pages.map((page) => ask(page, { card: 'PAYS' })))
    const rows = await runtime
      .database('commerce')
      .then(({ connection }) => connection.collection<{ _id: string }>('receipts').find().sort({ _id: 1 }).toArray())
    const numbers = rows.map(({ _id }) => _id)
    expect(numbers).toEqual(numbers.map((_number, index) => `2026-${String(index + 1).padStart(6, '0')}`))
    for (const { athleteId } of people) expect(await receiptsOf(athleteId)).toMatchObject([{ kind: 'RECEIPT', amount: 799 }])
  })

  it('stay as they were: what is given back has a credit note of its own, and both add up', async () => {
    const { start, athleteId, customerId } = await shopper()
    await ask(await start(), { card: 'PAYS' })
    const [before] = await receiptsOf(athleteId)
    const invoiceId = before?.invoiceId ?? ''
    await payments.refund(invoiceId, 300, 'first')
    await payments.refund(invoiceId, 300, 'first')
    await runJob('commerce-deliver-sandbox-webhooks')
    await payments.refund(invoiceId, null, 'rest')
    await runJob('commerce-deliver-sandbox-webhooks')
    const rows = await receiptsOf(athleteId)
    expect(rows[0]).toEqual(before)
    expect(rows.slice(1)).toMatchObject([
      { kind: 'CREDIT_NOTE', amount: 300, corrects: before?._id },
      { kind: 'CREDIT_NOTE', amount: 499, corrects: before?._id },
    ])
    expect(totalsOf(rows)).toEqual(new Map([['EUR', 0]]))
    expect((await payments.fetchCustomer(customerId))?.invoices).toMatchObject([{ refundedAmount: 799, status: 'REFUNDED' }])

    const receipt = await ask(new URL(receiptUrl(services, before?._id ?? '')).href.replace(runtime.config.publicUrl, ''))
    expect(receipt.status).toBe(200)
    for (const words of ['Receipt 2026-', 'Premium, by the month', '7.99 EUR', 'Given back', '-4.99 EUR', '-3.00 EUR'])
      expect(receipt.body).toContain(words)
    const year = await ask(receiptsOfYearUrl(services, athleteId, 2026).replace(runtime.config.publicUrl, ''))
    expect(year.body).toContain('<strong>0.00 EUR</strong>')
  })

  it('open by a link of their own that ends, and are saved when that is asked for', async () => {
    const { start, athleteId } = await shopper()
    await ask(await start(), { card: 'PAYS' })
    const [row] = await receiptsOf(athleteId)
    const path = receiptUrl(services, row?._id ?? '').replace(runtime.config.publicUrl, '')
    const saved = await ask(`${path}&download`)
    expect(saved.headers['content-disposition']).toBe(`attachment; filename="Receipt ${row?._id}.html"`)
    expect(saved.headers['cache-control']).toBe('no-store')
    expect((await ask(path.split('?')[0] ?? '')).status).toBe(404)
    expect((await ask(path.replace(row?._id ?? '', '2026-000001'))).status).toBe(404)
    nowMs += 3_600_001
    expect((await ask(path)).status).toBe(404)
  })

  it('lead from a mail about a failed payment to the page for cards', async () => {
    const { athleteId } = await shopper()
    const path = signedPath(`/billing/${athleteId}`, runtime.config.identitySecret, nowMs + 1000)
    const sent = await ask(path)
    expect(sent).toMatchObject({ status: 303, location: expect.stringContaining('/sandbox/portal/') })
    expect((await ask(path.replace(athleteId, newId('Athlete')))).status).toBe(404)
  })
})

describe('a webhook of the sandbox', () => {
  it('is taken only with its signature, of now', () => {
    const { identitySecret } = runtime.config
    const body = JSON.stringify({ id: 'e', type: 'invoice.paid', atMs: nowMs, customer: 'c' })
    const read = (text: string, signature: unknown) => () => payments.readWebhook(text, { [SIGNATURE_HEADER]: signature })
    expect(read(body, signatureOf(identitySecret, body, nowMs))()).toMatchObject({ id: 'e', customerId: 'c' })
    const bad = [
      read(`${body} `, signatureOf(identitySecret, body, nowMs)),
      read(body, signatureOf('another secret', body, nowMs)),
      read(body, signatureOf(identitySecret, body, nowMs - 301_000)),
      read(body, ['t=1', 'v1=2']),
      read(body, undefined),
    ]
    for (const one of bad) expect(one).toThrow(BadWebhook)
  })

  it('that nobody could take comes again', async () => {
    const { start, stateOf } = await shopper()
    const page = await start()
    const { sandbox } = services
    if (sandbox === null) throw new Error('no sandbox')
    const opened = await sandbox.readCheckout(page.split('/').at(-1) ?? '', null)
    if (!('checkout' in opened)) throw new Error(opened.state)
    await sandbox.pay(opened.checkout, { card: 'PAYS', isConfirmed: null })
    await sandbox.deliver(() => Promise.reject(new Error('away')))
    expect(await stateOf()).toBe('NONE')
    nowMs += 120_000
    await runJob('commerce-deliver-sandbox-webhooks')
    expect(await stateOf()).toBe('ACTIVE')
  })
})

it('where another provider takes the money, the sandbox has no pages', async () => {
  const elsewhere = await openServices(runtime, payments)
  const { start } = await shopper()
  const page = await start()
  for (const method of ['GET', 'POST'] as const) {
    const { statusCode } = await callRoute([publicRoutes(elsewhere)], { method, url: page })
    expect(statusCode).toBe(404)
  }
  await closeServices(elsewhere)
})
