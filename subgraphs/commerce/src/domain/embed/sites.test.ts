import { describe, expect, it } from 'vitest'
import { framersOf, isSite, siteList } from './sites.ts'

describe('the sites that may frame a board', () => {
  it('are hosts, and nothing that could begin another directive', () => {
    for (const site of [
      'https://shop.example',
      'https://*.shop.example',
      'https://a-b.shop.example:8443',
      'http://localhost:5173',
    ]) {
      expect(isSite(site), site).toBe(true)
    }
    const hostile = [
      '*',
      'https://*',
      'https://*.com',
      'https:',
      "'self'",
      'http://shop.example',
      'https://shop.example/path',
      'https://shop.example; script-src *',
      'https://shop.example\nset-cookie: a=b',
      'https://user@shop.example',
      'https://localhost',
      `https://${'a'.repeat(200)}.example`,
      'data:text/html,x',
    ]
    for (const site of hostile) expect(isSite(site), site).toBe(false)
  })

  it('are cleaned, each once, and at most twenty', () => {
    expect(siteList.parse([' HTTPS://Shop.example/ ', 'https://shop.example'])).toEqual(['https://shop.example'])
    expect(siteList.safeParse(Array.from({ length: 21 }, (_, index) => `https://s${index}.example`)).success).toBe(false)
  })

  it('are the website of the brand until it lists others', () => {
    expect(framersOf({ websiteUrl: 'https://www.alpine.example/en/home?x=1' })).toEqual(['https://www.alpine.example'])
    expect(framersOf({ websiteUrl: 'http://alpine.example/' })).toEqual([])
    expect(framersOf({ websiteUrl: null })).toEqual([])
    expect(framersOf({ websiteUrl: 'https://alpine.example', embedSites: [] })).toEqual([])
  })
})
