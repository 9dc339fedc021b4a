import { createHash, randomUUID } from 'node:crypto'
import { addressOf, isIdOf, isStaff, localDayOf, type Routes, viewerIdOf } from '@gruppetto/graph'
import { beginTrace, recordedTraceparent, within } from '@gruppetto/runtime'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import { timeZoneOf } from '../domain/brand.ts'
import { automation, type ClickRefusal, MOST_CLICKS_A_MINUTE } from '../domain/click.ts'
import type { ProductRow } from '../domain/product.ts'
import { offerIn } from '../domain/product-offer.ts'
import { AFFILIATE_PATH, isShopUrl, shopAddress } from '../domain/shop-url.ts'
import type { Services } from '../services.ts'

/** How long the athlete, who is on the way to a shop, waits for the product to be read and for the click to be counted. */
const READ_PATIENCE_MS = 1_500
const COUNT_PATIENCE_MS = 400
/** How many products this process remembers, for the time when the database does not answer, and how many zones of brands. */
const MAX_REMEMBERED = 1_000

const refuse = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply.code(status).headers({ 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).send(text)

const refuseUnknown = (reply: FastifyReply): FastifyReply => refuse(reply, 404, 'There is no such product.\n')

const redirect = (reply: FastifyReply, location: string): FastifyReply =>
  reply
    .code(302)
    .headers({
      location,
      'cache-control': 'no-store',
      // The shop must not learn which page the athlete came from.
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    })
    .send('')

/** Returns a function that finds a product. When the database fails or is too slow, it answers what this process remembers. */
const makeProductFinder = ({ stores: { products }, runtime: { log } }: Services) => {
  const remembered = new LRUCache<string, ProductRow>({ max: MAX_REMEMBERED })
  const read = async (id: string): Promise<ProductRow | 'UNKNOWN' | 'DOWN'> => {
    try {
      return (await products.get(id)) ?? 'UNKNOWN'
    } catch (error) {
      log.warn({ err: error, productId: id }, 'a product of an affiliate link could not be read')
      return 'DOWN'
    }
  }
  return async (id: string): Promise<ProductRow | 'UNKNOWN' | 'DOWN'> => {
    const found = await within(READ_PATIENCE_MS, read(id), () => 'DOWN' as const)
    if (found === 'DOWN') return remembered.get(id) ?? 'DOWN'
    if (found === 'UNKNOWN') return found
    remembered.set(id, found)
    return found
  }
}

/** A click before it is known whether it counts. */
interface Clicked {
  readonly request: FastifyRequest
  readonly product: ProductRow
  /** The id of a new click. */
  readonly clickId: string
}

/** A click that counts, or the reason why it does not, and the id that the shop is given. */
interface Judged {
  readonly refusal: ClickRefusal | null
  readonly clickId: string
}

/** A hash of who clicks: the account, else the address with the browser. */
const whoOf = ({ caller, headers }: FastifyRequest): string => {
  const who = viewerIdOf(caller) ?? `${addressOf(caller) ?? ''} ${String(headers['user-agent'] ?? '').slice(0, 200)}`
  return createHash('sha256').update(who).digest('base64url')
}

const visitOf = async (
  { stores: { clicks }, counter, runtime: { log } }: Services,
  { request, product, clickId }: Clicked,
): Promise<Judged> => {
  const who = whoOf(request)
  const look = async (): Promise<Judged> => {
    const [visit, waitSeconds] = await Promise.all([
      clicks.beginVisit(product._id, who, clickId),
      counter.count(`clicks:${who}`, [{ most: MOST_CLICKS_A_MINUTE, seconds: 60 }]),
    ])
    if (visit !== clickId) return { refusal: 'REPEATED', clickId: visit }
    return { refusal: waitSeconds > 0 ? 'TOO_FAST' : null, clickId }
  }
  try {
    return await within(COUNT_PATIENCE_MS, look(), () => ({ refusal: null, clickId }))
  } catch (error) {
    // Without Redis a repeated click counts again, which is better than no count.
    log.warn({ err: error }, 'repeated clicks cannot be recognised')
    return { refusal: null, clickId }
  }
}

const judge = async (services: Services, clicked: Clicked): Promise<Judged> => {
  const { request, clickId } = clicked
  const { method, headers, caller } = request
  const refusal = automation({ method, headers }) ?? (isStaff(caller) ? 'STAFF' : null)
  return refusal === null ? visitOf(services, clicked) : { refusal, clickId }
}

type NoteRefused = (product: ProductRow, reason: ClickRefusal) => void

/** Returns a function that notes a click that does not count, on the day in the zone of the brand, as the report has its days. */
const makeRefusalNotes = ({ stores, runtime }: Services): NoteRefused => {
  // The zone of a brand never changes.
  const zones = new LRUCache<string, string>({ max: MAX_REMEMBERED })
  const zoneOf = async (brandId: string): Promise<string> => {
    const known = zones.get(brandId)
    if (known !== undefined) return known
    const zone = timeZoneOf((await stores.brands.many([brandId])).get(brandId) ?? {})
    zones.set(brandId, zone)
    return zone
  }
  const note = async ({ _id: productId, brandId }: ProductRow, reason: ClickRefusal, atMs: number): Promise<void> => {
    const day = localDayOf(atMs, await zoneOf(brandId))
    await stores.refusedClicks.count({ productId, brandId, day, reason })
  }
  return (product, reason) => {
    note(product, reason, runtime.now()).catch((error: unknown) =>
      runtime.log.warn({ err: error, productId: product._id, reason }, 'a click that does not count was not noted'),
    )
  }
}

/** Counts the click, or notes why it does not count. Returns the id that the shop is given. */
const countClick = async (services: Services, noteRefused: NoteRefused, clicked: Clicked): Promise<string> => {
  const { clickRecorder, runtime } = services
  const { request, product } = clicked
  const { refusal, clickId } = await judge(services, clicked)
  if (refusal !== null) {
    noteRefused(product, refusal)
    return clickId
  }
  const athleteId = viewerIdOf(request.caller)
  const { traceparent, span } = beginTrace('GET affiliate link', request.headers.traceparent?.toString())
  try {
    const counted = clickRecorder.record({
      row: { _id: clickId, productId: product._id, brandId: product.brandId, athleteId, clickedAt: new Date(runtime.now()) },
      traceparent: recordedTraceparent(traceparent),
    })
    await within(COUNT_PATIENCE_MS, counted, () => undefined)
    span?.end()
  } catch (error) {
    span?.end('INTERNAL')
    throw error
  }
  return clickId
}

interface LinkRequest {
  Params: { productId: string; currency?: string }
}

/** The paths of affiliate links, in Fastify's syntax. */
export const AFFILIATE_ROUTE = `${AFFILIATE_PATH}:productId`
export const OFFER_ROUTE = `${AFFILIATE_ROUTE}/:currency`

/**
 * GET /go/<productId>/<currency> counts the click and redirects the athlete to the shop of this offer; without the currency, and where the
 * product has no such offer any more, to that of the first. The address comes only from the product, never from the request, so that
 * nobody can make the link lead elsewhere.
 */
export const affiliateLinkRoute = (services: Services): Routes => {
  const findProduct = makeProductFinder(services)
  const noteRefused = makeRefusalNotes(services)
  const follow = async (request: FastifyRequest<LinkRequest>, reply: FastifyReply): Promise<FastifyReply> => {
    const { productId, currency = null } = request.params
    if (!isIdOf('Product', productId)) return refuseUnknown(reply)
    const product = await findProduct(productId)
    if (product === 'UNKNOWN') return refuseUnknown(reply)
    if (product === 'DOWN') return refuse(reply.header('retry-after', '5'), 503, 'Try again in a moment.\n')
    const { shopUrl } = offerIn(product, currency)
    if (!isShopUrl(shopUrl)) return refuseUnknown(reply)
    const clickId = await countClick(services, noteRefused, { request, product, clickId: randomUUID() })
    const location = shopAddress(shopUrl, clickId)
    return location === null ? refuseUnknown(reply) : redirect(reply, location)
  }
  return (app) => {
    app.get<LinkRequest>(AFFILIATE_ROUTE, follow)
    app.get<LinkRequest>(OFFER_ROUTE, follow)
  }
}
