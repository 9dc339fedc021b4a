import { randomUUID } from 'node:crypto'
import { addressOf, isIdOf, type Routes, viewerIdOf } from '@gruppetto/graph'
import { type Runtime, within } from '@gruppetto/runtime'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import { isAutomated } from '../domain/click.ts'
import type { ProductRow } from '../domain/product.ts'
import { AFFILIATE_PATH, shopAddress } from '../domain/shop-url.ts'
import type { ClickRecorder } from '../pipelines/record-click.ts'
import type { Stores } from '../stores/mod.ts'

/** What a click waits for its product, and for being counted: an athlete on the way to a shop waits no longer. */
const PRODUCT_PATIENCE_MS = 1_500
const COUNT_PATIENCE_MS = 400
/** Products last seen by this process, for the time when the database does not answer. */
const PRODUCTS_REMEMBERED = 1_000

const refuse = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply.code(status).headers({ 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).send(text)

const unknown = (reply: FastifyReply): FastifyReply => refuse(reply, 404, 'There is no such product.\n')

const sendOn = (reply: FastifyReply, location: string): FastifyReply =>
  reply
    .code(302)
    .headers({
      location,
      'cache-control': 'no-store',
      // The shop learns which product was clicked, not what the athlete was looking at.
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    })
    .send('')

/** Finds a product; where the database fails or takes too long, what this process has seen of it before. */
const productFinder = ({ products }: Pick<Stores, 'products'>, { log }: Pick<Runtime, 'log'>) => {
  const remembered = new LRUCache<string, ProductRow>({ max: PRODUCTS_REMEMBERED })
  return async (id: string): Promise<ProductRow | 'UNKNOWN' | 'DOWN'> => {
    const look = async (): Promise<ProductRow | 'UNKNOWN' | 'DOWN'> => {
      try {
        return (await products.get(id)) ?? 'UNKNOWN'
      } catch (error) {
        log.warn({ err: error, productId: id }, 'a product of an affiliate link could not be read')
        return 'DOWN'
      }
    }
    const found = await within(PRODUCT_PATIENCE_MS, look(), () => 'DOWN' as const)
    if (found === 'DOWN') return remembered.get(id) ?? 'DOWN'
    if (found === 'UNKNOWN') return found
    remembered.set(id, found)
    return found
  }
}

/** Where affiliate links lead, as Fastify writes it. */
export const AFFILIATE_ROUTE = `${AFFILIATE_PATH}:productId`

/**
 * GET /go/<productId>: counts the click and sends the athlete on to the product's shop. The address comes from the product alone, never
 * from the request, so that the link can lead nowhere else.
 */
export const affiliateLinkRoute = (stores: Stores, runtime: Runtime, recorder: ClickRecorder): Routes => {
  const find = productFinder(stores, runtime)
  const count = async ({ method, headers, caller }: FastifyRequest, product: ProductRow, clickId: string): Promise<void> => {
    if (isAutomated({ method, headers })) return
    const athleteId = viewerIdOf(caller)
    const counted = recorder.record({
      click: { _id: clickId, productId: product._id, brandId: product.brandId, athleteId, at: new Date(runtime.now()) },
      who: addressOf(caller) ?? athleteId,
      traceparent: headers.traceparent?.toString() ?? null,
    })
    await within(COUNT_PATIENCE_MS, counted, () => undefined)
  }
  return (app) => {
    app.get<{ Params: { productId: string } }>(AFFILIATE_ROUTE, async (request, reply) => {
      const { productId } = request.params
      if (!isIdOf('Product', productId)) return unknown(reply)
      const product = await find(productId)
      if (product === 'UNKNOWN') return unknown(reply)
      if (product === 'DOWN') return refuse(reply.header('retry-after', '5'), 503, 'Try again in a moment.\n')
      const clickId = randomUUID()
      const location = shopAddress(product.shopUrl, clickId)
      if (location === null) return unknown(reply)
      await count(request, product, clickId)
      return sendOn(reply, location)
    })
  }
}
