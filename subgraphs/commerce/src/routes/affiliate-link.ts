import { randomUUID } from 'node:crypto'
import { isIdOf } from '@gruppetto/graph'
import { type HttpRoute, type Runtime, within } from '@gruppetto/runtime'
import { isAutomated } from '../domain/click.ts'
import type { ProductRow } from '../domain/product.ts'
import { AFFILIATE_PATH, shopAddress } from '../domain/shop-url.ts'
import type { ClickRecorder } from '../pipelines/record-click.ts'
import type { Stores } from '../stores/stores.ts'

/** What a click waits for its product, and for being counted: an athlete on the way to a shop waits no longer. */
const PRODUCT_PATIENCE_MS = 1_500
const COUNT_PATIENCE_MS = 400
/** Products last seen by this process, for the time when the database does not answer. */
const PRODUCTS_REMEMBERED = 1_000

type Request = Parameters<HttpRoute['handle']>[0]

const plain = (status: number, body: string, headers: Readonly<Record<string, string>> = {}) => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
  body,
})

const sendOn = (location: string) => ({
  status: 302,
  headers: {
    location,
    'cache-control': 'no-store',
    // The shop learns which product was clicked, not what the athlete was looking at.
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
  },
})

/** Finds a product; where the database fails or takes too long, what this process has seen of it before. */
const productFinder = ({ products }: Pick<Stores, 'products'>, { log }: Pick<Runtime, 'log'>) => {
  const remembered = new Map<string, ProductRow>()
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
    if (remembered.size >= PRODUCTS_REMEMBERED) remembered.clear()
    remembered.set(id, found)
    return found
  }
}

/**
 * GET /go/<productId>: counts the click and sends the athlete on to the product's shop. The address comes from the product alone, never
 * from the request, so that the link can lead nowhere else.
 */
export const affiliateLinkRoute = (stores: Stores, runtime: Runtime, recorder: ClickRecorder): HttpRoute => {
  const find = productFinder(stores, runtime)
  const count = async (request: Request, product: ProductRow, clickId: string): Promise<void> => {
    if (isAutomated({ method: request.method ?? 'GET', headers: request.headers })) return
    const counted = recorder.record({
      click: {
        _id: clickId,
        productId: product._id,
        brandId: product.brandId,
        athleteId: request.athleteId,
        at: new Date(runtime.now()),
      },
      who: request.address ?? request.athleteId,
      traceparent: request.headers.traceparent ?? null,
    })
    await within(COUNT_PATIENCE_MS, counted, () => undefined)
  }
  return {
    method: 'GET',
    path: `${AFFILIATE_PATH}:productId`,
    isPublic: true,
    async handle(request) {
      const { productId } = request.params
      if (productId === undefined || !isIdOf('Product', productId)) return plain(404, 'There is no such product.\n')
      const product = await find(productId)
      if (product === 'UNKNOWN') return plain(404, 'There is no such product.\n')
      if (product === 'DOWN') return plain(503, 'Try again in a moment.\n', { 'retry-after': '5' })
      const clickId = randomUUID()
      const location = shopAddress(product.shopUrl, clickId)
      if (location === null) return plain(404, 'There is no such product.\n')
      await count(request, product, clickId)
      return sendOn(location)
    },
  }
}
