import { type HttpServer, objectRoutes, serveHttp } from '@gruppetto/runtime'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, recording, type World } from './world.ts'

let world: World
let server: HttpServer

beforeAll(async () => {
  world = await openWorld()
  const { runtime } = world
  server = await serveHttp({ runtime, host: '127.0.0.1', port: 0, register: objectRoutes(runtime) })
})
afterAll(async () => {
  await server.close()
  await world.close()
})

const sendTo = async (url: string, bytes: Uint8Array): Promise<number> => {
  const { pathname, search } = new URL(url)
  const answer = await fetch(`${server.url}${pathname}${search}`, { method: 'PUT', body: Buffer.from(bytes) })
  await answer.body?.cancel()
  return answer.status
}

it('starts processing when a PUT to the signed address ends, and accepts no other bytes there', async () => {
  const rider = await world.athlete()
  const bytes = recording('walk-tiny.fit')
  const upload = await world.createUpload(rider, bytes)
  expect(await sendTo(upload.url, bytes.slice(1))).toBe(400)
  expect(await sendTo(`${upload.url}x`, bytes)).toBe(403)
  expect(await world.upload(rider, upload.id)).toMatchObject({ status: 'AWAITING_FILE' })
  // A second request signs the address again, for the rest of its time.
  expect(await sendTo((await world.upload(rider, upload.id)).url, bytes)).toBe(200)
  await world.settle()
  expect(await world.upload(rider, upload.id)).toMatchObject({ status: 'DONE', activities: [{ sport: 'WALK' }] })
})
