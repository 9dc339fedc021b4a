/** The path of the platform's link to a shop; the product's id follows it, and the currency of an offer. */
export const AFFILIATE_PATH = '/go/'

/** Returns the path of the link to an offer of a product; to its first one without a currency. */
export const affiliatePath = (productId: string, currency: string | null): string =>
  `${AFFILIATE_PATH}${productId}${currency === null ? '' : `/${currency}`}`

/** A shop puts this into its address where it wants the click's id: `https://shop.example/shoe?ref={clickId}`. */
const PLACEHOLDER = '{clickId}'

/** True for an address that athletes may be redirected to: https, without a user name or password. */
export const isShopUrl = (value: string): boolean => {
  try {
    const url = new URL(value)
    return url.protocol === 'https:' && url.username === '' && url.password === ''
  } catch {
    return false
  }
}

/**
 * Returns the address that a click leads to, with the click's id in the place of each placeholder in the query. Adds no
 * parameter of its own, since an unexpected one may break the shop's page. Null when this is not the address of a shop.
 */
export const shopAddress = (shopUrl: string, clickId: string): string | null => {
  if (!isShopUrl(shopUrl)) return null
  const url = new URL(shopUrl)
  const query = url.search
    .replaceAll(PLACEHOLDER, encodeURIComponent(clickId))
    .replaceAll(encodeURIComponent(PLACEHOLDER), encodeURIComponent(clickId))
  // Only `search` is set, so that the rest of the address, above all the host, cannot change.
  if (query !== url.search) url.search = query
  return url.href
}
