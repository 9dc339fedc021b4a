import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import type { Api } from './api.ts'

/** What follows a link must look like a browser: clicks of programs do not count. */
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const CLICK_WITHIN_MS = 60_000
/** Five percent of a sale that comes within thirty days. */
const COMMISSION = { basisPoints: 500, attributionDays: 30 }

interface Offer {
  readonly priceCents: number
  readonly currency: string
  readonly affiliateUrl: string
}

/** Follows a link to the shop, and returns the id of the click, which the shop keeps with the order. */
const follow = async (who: Api, { affiliateUrl }: Offer): Promise<string> => {
  const answer = await fetch(affiliateUrl, {
    redirect: 'manual',
    headers: { 'user-agent': BROWSER, authorization: `Bearer ${who.token}` },
  })
  const clickId = new URL(answer.headers.get('location') ?? affiliateUrl).searchParams.get('ref')
  if (clickId === null) throw new Error(`${affiliateUrl} answered ${answer.status} and leads to no shop`)
  return clickId
}

/** Reports an order or a refund as a shop does. The same again, of a demo that goes on, is refused and changes nothing. */
const report = async (access: { readonly url: string; readonly secret: string }, id: string, fields: object): Promise<void> => {
  const [body, at] = [JSON.stringify(fields), new Date()]
  const answer = await fetch(access.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': new Webhook(access.secret).sign(id, at, body),
    },
    body,
  })
  if (!answer.ok && answer.status !== 409) throw new Error(`the report ${id} was answered with ${answer.status}`)
}

/** Clicks are kept a moment after they were made. */
const untilClicksCount = async (staff: Api, brandId: string, count: number): Promise<void> => {
  const query = `query ($id: ID!, $since: Date!, $until: Date!) {
    partner(brandId: $id) { affiliateReport(since: $since, until: $until) { clicks } } }`
  const [since, until] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10))
  for (const end = Date.now() + CLICK_WITHIN_MS; Date.now() < end; await sleep(200)) {
    const { partner } = await staff.ask<{ partner: { affiliateReport: { clicks: number } } }>(query, {
      id: brandId,
      since,
      until,
    })
    if (partner.affiliateReport.clicks >= count) return
  }
  throw new Error('the clicks are not counted')
}

/** Some go to the shop of the brand by its links, two of them buy there, and one gives a part back. */
export const sellSomething = async (staff: Api, brandId: string, buyers: readonly [Api, Api, Api]): Promise<void> => {
  await staff.ask('mutation ($input: CommissionInput!) { setCommission(input: $input) { id } }', {
    input: { brandId, ...COMMISSION },
  })
  const clicks: { readonly clickId: string; readonly offer: Offer }[] = []
  for (const [index, buyer] of buyers.entries()) {
    const { brand } = await buyer.ask<{ brand: { products: { edges: readonly { node: Offer }[] } } }>(
      '{ brand(slug: "fernweh") { products(first: 3) { edges { node { priceCents currency affiliateUrl } } } } }',
    )
    const offer = brand.products.edges[index]?.node
    if (offer !== undefined) clicks.push({ clickId: await buyer.done('a click', () => follow(buyer, offer)), offer })
  }
  await untilClicksCount(staff, brandId, clicks.length)
  const { rotatePostbackSecret: access } = await staff.askAnew<{ rotatePostbackSecret: { url: string; secret: string } }>(
    'mutation ($id: ID!) { rotatePostbackSecret(brandId: $id) { url secret } }',
    { id: brandId },
  )
  for (const [index, { clickId, offer }] of clicks.slice(0, 2).entries()) {
    const { priceCents: amount, currency } = offer
    const orderId = `demo-${index + 1}`
    await report(access, orderId, { type: 'sale', orderId, clickId, amount, currency, soldAt: new Date().toISOString() })
    if (index > 0) continue
    const part = { type: 'refund', orderId, refundId: '1', amount: Math.round(amount / 10), currency }
    await report(access, `${orderId}-back`, part)
  }
}
