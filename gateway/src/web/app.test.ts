import { loadConfig } from '@gruppetto/runtime'
import fastify from 'fastify'
import { expect, it } from 'vitest'
import { webApp } from './app.ts'
import type { AppFile } from './app-files.ts'

const file = (type: string, text: string): AppFile => ({ type, body: Buffer.from(text), br: null, gzip: null, etag: `"${text}"` })

const served = async () => {
  const app = fastify()
  const files = new Map([['assets/world.pmtiles', file('application/vnd.pmtiles', '0123456789')]])
  const mapTiles = 'https://tiles.example/a.pmtiles'
  const settings = () => ({ demo: null, demoIsComing: true })
  const built = { index: file('text/html', '<p>'), paths: ['/'], files, operations: new Uint8Array() }
  webApp(app, { files: built, mapTiles, settings }, loadConfig({ NODE_ENV: 'test' }))
  return (headers: Record<string, string>, url = '/assets/world.pmtiles') => app.inject({ url, headers })
}

it('sends a part of a file, which maps read in ranges', async () => {
  const ask = await served()
  const middle = await ask({ range: 'bytes=2-4' })
  expect([middle.statusCode, middle.body, middle.headers['content-range']]).toEqual([206, '234', 'bytes 2-4/10'])
  expect((await ask({ range: 'bytes=8-99' })).headers).toMatchObject({ 'content-range': 'bytes 8-9/10', etag: '"0123456789"' })
  expect((await ask({ range: 'bytes=7-' })).body).toBe('789')
  expect((await ask({ range: 'bytes=2-2', 'if-range': '"0123456789"' })).body).toBe('2')
  const past = await ask({ range: 'bytes=10-12' })
  expect([past.statusCode, past.headers['content-range']]).toEqual([416, 'bytes */10'])
  // All of it: no range, several, another file's, or what is no range.
  for (const headers of [{}, { range: 'bytes=0-1,4-5' }, { range: 'bytes=0-1', 'if-range': '"other"' }, { range: 'lines=1-2' }])
    expect(await ask(headers as Record<string, string>)).toMatchObject({ statusCode: 200, body: '0123456789' })
})

it('tells the page of the operator’s map tiles, and lets it ask for them', async () => {
  const ask = await served()
  expect((await ask({}, '/app.json')).json()).toEqual({
    demo: null,
    demoIsComing: true,
    mapTiles: 'https://tiles.example/a.pmtiles',
  })
  expect((await ask({}, '/')).headers['content-security-policy']).toContain(' https://tiles.example;')
})

it('answers a wrong address with the app where a person reads it, and as everywhere where a program does', async () => {
  const ask = await served()
  const wrong = await ask({ accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }, '/no-such-screen')
  expect([wrong.statusCode, wrong.body]).toEqual([404, '<p>'])
  expect(wrong.headers['content-security-policy']).toContain("default-src 'none'")
  const other = await ask({ accept: '*/*' }, '/no-such-screen')
  expect([other.statusCode, other.headers['content-type']]).toEqual([404, 'application/json; charset=utf-8'])
})
