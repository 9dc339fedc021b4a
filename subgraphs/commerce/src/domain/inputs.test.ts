import { describe, expect, it } from 'vitest'
import { brandInput } from './brand.ts'
import { automation } from './click.ts'
import { plansIn } from './plans.ts'
import { productInput } from './product.ts'
import { sponsorInput } from './sponsorship.ts'
import { sortKeyOf, wordsOf } from './words.ts'

const problems = (
  schema: { safeParse(value: unknown): { success: boolean; error?: { issues: readonly { path: PropertyKey[] }[] } } },
  value: unknown,
) => schema.safeParse(value).error?.issues.map((issue) => issue.path.join('.')) ?? []

describe('a new brand', () => {
  it('gets its slug in lower case', () => {
    expect(brandInput.parse({ slug: ' Alpine-Gear ', name: ' Alpine Gear ' })).toEqual({
      slug: 'alpine-gear',
      name: 'Alpine Gear',
      description: null,
      logoUrl: null,
      websiteUrl: null,
      timeZone: 'UTC',
    })
    expect(problems(brandInput, { slug: 'alpine', name: 'Alpine', timeZone: 'Mars/Base' })).toContain('timeZone')
  })
  it('needs a slug that fits into a URL', () => {
    for (const slug of ['a', '-ab', 'ab-', 'a--b', 'a b', 'ä-ö', 'a/b', 'x'.repeat(41)]) {
      expect(problems(brandInput, { slug, name: 'X' }), slug).toContain('slug')
    }
  })
  it('needs a name, and URLs without a password', () => {
    expect(problems(brandInput, { slug: 'ab', name: '  ', logoUrl: 'https://u:p@x.example/' })).toEqual(['name', 'logoUrl'])
  })
})

describe('a new product', () => {
  const good = {
    brandId: 'b',
    name: 'Gel',
    category: 'NUTRITION',
    priceCents: 250,
    currency: 'eur',
    shopUrl: 'https://s.example/gel',
  }
  it('needs only the required fields', () => {
    expect(productInput.parse({ ...good, description: '  ' })).toEqual({
      brandId: 'b',
      sku: null,
      name: 'Gel',
      category: 'NUTRITION',
      description: null,
      imageUrl: null,
      offers: [{ price: 250, currency: 'EUR', stock: 'IN_STOCK', shopUrl: 'https://s.example/gel' }],
    })
  })
  it('needs a valid price and an existing currency', () => {
    expect(problems(productInput, { ...good, priceCents: -1 })).toEqual(['priceCents'])
    expect(problems(productInput, { ...good, currency: 'ZZZ' })).toEqual(['currency'])
    expect(problems(productInput, { ...good, shopUrl: 'http://s.example' })).toEqual(['shopUrl'])
    for (const field of ['priceCents', 'currency', 'shopUrl'])
      expect(problems(productInput, { ...good, [field]: null })).toEqual([field])
  })
  it('takes one offer in each currency instead', () => {
    const { brandId, name, category } = good
    const offers = [
      { priceCents: 250, currency: 'eur', shopUrl: 'https://s.example/gel' },
      { priceCents: 400, currency: 'JPY', stock: 'OUT_OF_STOCK', shopUrl: 'https://jp.example/gel' },
    ]
    const input = { brandId, name, category, offers }
    expect(productInput.parse(input).offers).toEqual([
      { price: 250, currency: 'EUR', stock: 'IN_STOCK', shopUrl: 'https://s.example/gel' },
      { price: 400, currency: 'JPY', stock: 'OUT_OF_STOCK', shopUrl: 'https://jp.example/gel' },
    ])
    expect(problems(productInput, { ...input, offers: [] })).toEqual(['offers'])
    expect(problems(productInput, { ...input, offers: [offers[0], { ...offers[1], currency: 'EUR' }] })).toEqual(['offers'])
    expect(problems(productInput, { ...input, priceCents: 250 })).toEqual(['priceCents'])
    expect(problems(productInput, { ...input, offers: [{ ...offers[0], shopUrl: 'javascript:alert(1)' }] })).toEqual([
      'offers.0.shopUrl',
    ])
  })
})

describe('a new sponsorship', () => {
  it('takes empty texts as null', () => {
    expect(sponsorInput.parse({ challengeId: 'c', brandId: 'b', prize: ' ' })).toMatchObject({ prize: null, productId: null })
  })
})

describe('the words of a name', () => {
  it('have no case, accents and punctuation', () => {
    expect(wordsOf('Café-Racer  “Élan”, 2.0')).toEqual(['cafe', 'racer', 'elan', '2', '0'])
    expect(wordsOf('  ?! ')).toEqual([])
    expect(wordsOf('跑步 鞋')).toEqual(['跑步', '鞋'])
  })
  it('give a sort key that fits into a cursor', () => {
    expect(sortKeyOf(`${'Ω'.repeat(200)}`).length).toBe(60)
  })
})

describe('a click', () => {
  const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }
  it('counts when it comes from a person’s browser', () => {
    expect(automation({ method: 'GET', headers: browser })).toBeNull()
    expect(
      automation({ method: 'GET', headers: { 'user-agent': 'Mozilla/5.0 (Linux; Android 14; Cubot X70) Chrome/140 Mobile' } }),
    ).toBeNull()
    expect(automation({ method: 'GET', headers: {} })).toBeNull()
  })
  it('does not count when nobody clicked', () => {
    expect(automation({ method: 'HEAD', headers: browser })).toBe('ROBOT')
    expect(automation({ method: 'GET', headers: { ...browser, 'sec-purpose': 'prefetch;prerender' } })).toBe('PREFETCH')
    for (const agent of [
      'Googlebot/2.1',
      'Slackbot-LinkExpanding 1.0',
      'facebookexternalhit/1.1',
      'curl/8.5.0',
      'Mozilla/5.0 (compatible; bingbot/2.0)',
    ]) {
      expect(automation({ method: 'GET', headers: { 'user-agent': agent } }), agent).toBe('ROBOT')
    }
  })
})

describe('the plans', () => {
  it('have different keys, and only the free one costs nothing', () => {
    const plans = plansIn('EUR')
    expect(plans.map((plan) => plan.key)).toEqual(['FREE', 'PREMIUM_MONTHLY', 'PREMIUM_YEARLY'])
    for (const plan of plans) expect(plan.priceCents === 0).toBe(plan.interval === 'NONE')
  })
})
