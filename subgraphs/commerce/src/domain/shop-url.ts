/** The platform's own link to a product's shop is this and the product's id. */
export const AFFILIATE_PATH = '/go/'

/** What a shop writes into its address where it wants the click's id: `https://shop.example/shoe?ref={clickId}`. */
const PLACEHOLDER = '{clickId}'

/** True for an address that athletes may be sent on to: https alone, and nobody's password in it. */
export const isShopUrl = (value: string): boolean => {
  try {
    const url = new URL(value)
    return url.protocol === 'https:' && url.username === '' && url.password === ''
  } catch {
    return false
  }
}

/**
 * Where a click leads: the shop's own address with its query as it is. The click's id goes in only where the shop has put the placeholder
 * into its query, since a parameter that a shop does not expect may break its page. Null for what is no shop address.
 */
export const shopAddress = (shopUrl: string, clickId: string): string | null => {
  if (!isShopUrl(shopUrl)) return null
  const url = new URL(shopUrl)
  const query = url.search
    .replaceAll(PLACEHOLDER, encodeURIComponent(clickId))
    .replaceAll(encodeURIComponent(PLACEHOLDER), encodeURIComponent(clickId))
  // Set through `search` alone: the rest of the address, the host above all, can't be changed by what is put in.
  if (query !== url.search) url.search = query
  return url.href
}
