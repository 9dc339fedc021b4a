import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { objectRoutes } from '@gruppetto/runtime'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, recording, type World } from './world.ts'

let world: World
let server: Server
let origin: string

beforeAll(async () => {
  world = await openWorld()
  const put = objectRoutes(world.runtime).find((route) => route.method === 'PUT')
  if (put === undefined) throw new Error('the folder store takes no PUT')
  server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const answer = await put.handle({
      params: { '*': url.pathname.replace('/objects/', '') },
      query: Object.fromEntries(url.searchParams),
      headers: request.headers as Record<string, string | undefined>,
      body: null,
      stream: request,
      athleteId: null,
    })
    response.writeHead(answer.status, answer.headers).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await world.close()
  await new Promise((resolve) => server.close(resolve))
})

const sendTo = async (url: string, bytes: Uint8Array): Promise<number> => {
  const { pathname, search } = new URL(url)
  const answer = await fetch(`${origin}${pathname}${search}`, { method: 'PUT', body: Buffer.from(bytes) })
  await answer.body?.cancel()
  return answer.status
}

it('starts processing when a PUT to the given address ends, and takes no other bytes there', async () => {
  const rider = await world.athlete()
  const bytes = recording('walk-tiny.fit')
  const upload = await world.createUpload(rider, bytes)
  expect(await sendTo(upload.url, bytes.slice(1))).toBe(400)
  expect(await sendTo(`${upload.url}x`, bytes)).toBe(403)
  expect(await world.upload(rider, upload.id)).toMatchObject({ status: 'AWAITING_FILE' })
  // Asked for again it is signed again, for what is left of its time.
  expect(await sendTo((await world.upload(rider, upload.id)).url, bytes)).toBe(200)
  await world.settle()
  expect(await world.upload(rider, upload.id)).toMatchObject({ status: 'DONE', activities: [{ sport: 'WALK' }] })
})
