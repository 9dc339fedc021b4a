import { describe, expect, it } from 'vitest'
import { isShopUrl, shopAddress } from './shop-url.ts'
import { isPublicUrl } from './web-url.ts'

describe('the URL of a shop', () => {
  it('needs https and has no user name or password', () => {
    expect(isShopUrl('https://shop.example/shoe?size=42')).toBe(true)
    for (const bad of [
      'http://shop.example/',
      'https://user:pass@shop.example/',
      'https://user@shop.example/',
      'javascript:alert(1)',
      'data:text/html,x',
      '//shop.example/',
      '/shoe',
      'shop.example',
      '',
    ]) {
      expect(isShopUrl(bad), bad).toBe(false)
    }
  })

  it('keeps its query, and gets no click id without a placeholder', () => {
    expect(shopAddress('https://shop.example/shoe?size=42&a=%7Bx%7D#top', 'c1')).toBe(
      'https://shop.example/shoe?size=42&a=%7Bx%7D#top',
    )
  })

  it('gets the click id in the place of the placeholder', () => {
    expect(shopAddress('https://shop.example/shoe?ref={clickId}&size=42', 'c1')).toBe('https://shop.example/shoe?ref=c1&size=42')
    expect(shopAddress('https://shop.example/?ref=%7BclickId%7D', 'c1')).toBe('https://shop.example/?ref=c1')
  })

  it('keeps its host whatever the click id is', () => {
    const address = shopAddress('https://shop.example/?ref={clickId}', '&x=1#@evil.example/\r\nset-cookie: a')
    expect(new URL(address ?? '').host).toBe('shop.example')
    expect(address).not.toMatch(/[\r\n]/)
    expect(new URL(address ?? '').searchParams.get('x')).toBeNull()
  })

  it('is null when the stored URL is invalid', () => {
    expect(shopAddress('http://shop.example/', 'c1')).toBeNull()
  })
})

describe('the URLs of a brand', () => {
  it('need http or https and have no password', () => {
    expect(isPublicUrl('http://brand.example/logo.png')).toBe(true)
    expect(isPublicUrl('https://u:p@brand.example/')).toBe(false)
    expect(isPublicUrl('ftp://brand.example/')).toBe(false)
  })
})
