import { describe, expect, it } from 'vitest'
import { isShopUrl, shopAddress } from './shop-url.ts'
import { isPublicUrl } from './web-url.ts'

describe('a shop’s address', () => {
  it('is https without a user name or password', () => {
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

  it('keeps its own query, and gets no click id unasked', () => {
    expect(shopAddress('https://shop.example/shoe?size=42&a=%7Bx%7D#top', 'c1')).toBe(
      'https://shop.example/shoe?size=42&a=%7Bx%7D#top',
    )
  })

  it('gets the click id where its query asks for it', () => {
    expect(shopAddress('https://shop.example/shoe?ref={clickId}&size=42', 'c1')).toBe('https://shop.example/shoe?ref=c1&size=42')
    expect(shopAddress('https://shop.example/?ref=%7BclickId%7D', 'c1')).toBe('https://shop.example/?ref=c1')
  })

  it('can’t be led elsewhere by what is put in', () => {
    const led = shopAddress('https://shop.example/?ref={clickId}', '&x=1#@evil.example/\r\nset-cookie: a')
    expect(new URL(led ?? '').host).toBe('shop.example')
    expect(led).not.toMatch(/[\r\n]/)
    expect(new URL(led ?? '').searchParams.get('x')).toBeNull()
  })

  it('is no address where it was never one', () => {
    expect(shopAddress('http://shop.example/', 'c1')).toBeNull()
  })
})

describe('a brand’s addresses', () => {
  it('are http or https, and hold no password', () => {
    expect(isPublicUrl('http://brand.example/logo.png')).toBe(true)
    expect(isPublicUrl('https://u:p@brand.example/')).toBe(false)
    expect(isPublicUrl('ftp://brand.example/')).toBe(false)
  })
})
