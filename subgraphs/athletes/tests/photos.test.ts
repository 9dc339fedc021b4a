import type { EventData } from '@gruppetto/events'
import { newId } from '@gruppetto/graph'
import { callRoute } from '@gruppetto/testing'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, PASSWORD, type Someone, type World } from './world.ts'

const CREATE = `mutation ($input: PhotoUploadInput!) { createPhotoUpload(input: $input) { photoId url headers { name } urlExpiresAt } }`
const PHOTO = `query ($id: ID!) { uploadedPhoto(id: $id) { id status failure { code message }
  photo { id width height caption url(size: THUMBNAIL) } } }`
const AVATAR = `mutation ($id: ID) { updateProfile(input: { avatarPhotoId: $id }) { athlete { avatarUrl } } }`
const AVATAR_OF = 'query ($id: ID!) { athlete(id: $id) { avatarUrl } }'
const HOUR_MS = 3_600_000

let world: World
let aheadMs = 0
let states: EventData<'photo.changed'>[]
let picture: Buffer
beforeAll(async () => {
  world = await openWorld({ now: () => Date.now() + aheadMs })
  states = await world.listenTo('photo.changed')
  picture = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#28c' } })
    .jpeg()
    .toBuffer()
})
afterAll(() => world.close())

const create = async (someone: Someone, input: Record<string, unknown> = {}) => {
  const given = { sizeBytes: picture.length, contentType: 'image/jpeg', ...input }
  const answer = await world.ask(CREATE, { input: given }, someone.caller)
  const photoId = answer.data?.createPhotoUpload?.photoId
  keys.set(photoId, `photo-uploads/${someone.id}/${photoId}`)
  return answer
}

/** Where the bytes of each photo go. */
const keys = new Map<string, string>()
const keyOf = (photoId: string) => keys.get(photoId) ?? ''
const sizeOf = async (someone: Someone, photoId: string, size = 'large') =>
  (await world.runtime.objects.head(`photos/${someone.id}/${photoId}/${size}.webp`))?.sizeBytes ?? null

/** Stores bytes as a PUT does, and tells nobody. */
const store = (photoId: string, bytes: Uint8Array = picture) => world.runtime.objects.write(keyOf(photoId), bytes)
const put = async (photoId: string, bytes: Uint8Array = picture) => {
  await store(photoId, bytes)
  await world.publish('object.stored', { key: keyOf(photoId), sizeBytes: bytes.length, at: 1 })
}
/** Creates a photo of these bytes and waits until it is read. */
const send = async (someone: Someone, bytes: Uint8Array = picture): Promise<string> => {
  const { photoId } = (await create(someone)).data.createPhotoUpload
  await put(photoId, bytes)
  await world.settle()
  return photoId
}
const read = async (someone: Someone, id: string) => (await world.ask(PHOTO, { id }, someone.caller)).data.uploadedPhoto
const pass = async (ms: number) => {
  aheadMs += ms
  // The first run marks photos as deleted, and the second one deletes their objects.
  await world.runJobs()
  await world.settle()
  await world.runJobs()
}
const carry = (someone: Someone, carrierId: string, revision: number, ...photoIds: string[]) =>
  world.publish('photos.carried', { carrierId, athleteId: someone.id, revision, photoIds, at: 1 })

it('makes a photo of bytes that were sent, and shows it to its own athlete alone', async () => {
  const [ana, ben] = [await world.signUp(), await world.signUp()]
  const created = (await create(ana, { caption: ' On  the pass ' })).data.createPhotoUpload
  expect(created).toMatchObject({ url: expect.stringContaining(keyOf(created.photoId)), headers: [{ name: 'Content-Type' }] })
  expect(await read(ana, created.photoId)).toMatchObject({ status: 'AWAITING_FILE', failure: null, photo: null })
  await put(created.photoId)
  await world.settle()
  const { status, photo } = await read(ana, created.photoId)
  expect([status, photo.width, photo.height, photo.caption]).toEqual(['READY', 400, 300, 'On the pass'])
  expect(photo.url).toContain(`photos/${ana.id}/${created.photoId}/thumbnail.webp`)
  expect(await read(ben, created.photoId)).toBeNull()
  // What was sent has its metadata, and is gone.
  expect(await world.runtime.objects.head(keyOf(created.photoId))).toBeNull()
  expect(states.filter(({ photoId }) => photoId === created.photoId).map(({ revision, status: was }) => [revision, was])).toEqual(
    [
      [1, 'AWAITING_FILE'],
      [2, 'READY'],
    ],
  )
  const signedOut = await world.ask(CREATE, { input: { sizeBytes: 1, contentType: 'image/png' } })
  expect(signedOut.codes).toEqual(['UNAUTHENTICATED'])
})

it.each([
  [{ sizeBytes: 20 * 1024 * 1024 + 1 }, 'TOO_LARGE'],
  [{ contentType: 'image/HEIC' }, 'UNSUPPORTED_FORMAT: HEIC cannot be read here, send the picture as JPEG'],
  [{ contentType: 'image/heif-sequence' }, 'Most Compatible'],
  [{ contentType: 'image/svg+xml' }, 'UNSUPPORTED_FORMAT'],
  [{ sizeBytes: 0 }, 'empty'],
])('refuses to take %j', async (input, message) => {
  const { errors, codes } = await create(await world.signUp(), input)
  expect(codes).toEqual(['BAD_USER_INPUT'])
  expect(errors[0]?.message).toContain(message)
})

it('says what is wrong with bytes that are no picture, and refuses to show them', async () => {
  const ana = await world.signUp()
  const photoId = await send(ana, new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'))
  expect(await read(ana, photoId)).toMatchObject({ status: 'FAILED', failure: { code: 'UNSUPPORTED_FORMAT' }, photo: null })
  const { errors, codes } = await world.ask(AVATAR, { id: photoId }, ana.caller)
  expect([codes, errors[0]?.message]).toEqual([['BAD_USER_INPUT'], expect.stringContaining('not a JPEG')])
  await pass(25 * HOUR_MS)
  expect(await read(ana, photoId)).toBeNull()
})

it('loses no photo when the event is lost, nor when it is named before its bytes arrive', async () => {
  const ana = await world.signUp()
  const { photoId } = (await create(ana)).data.createPhotoUpload
  expect((await world.ask(AVATAR, { id: photoId }, ana.caller)).data.updateProfile.athlete.avatarUrl).toBeNull()
  await store(photoId)
  await pass(60_000)
  await world.settle()
  expect((await world.ask(AVATAR_OF, { id: ana.id })).data.athlete.avatarUrl).toContain(`/avatars/${photoId}`)
  // The same bytes come again, and the photo stays as it is.
  await put(photoId, new TextEncoder().encode('something else'))
  await world.settle()
  expect(await read(ana, photoId)).toMatchObject({ status: 'READY' })
  expect(await world.runtime.objects.head(keyOf(photoId))).toBeNull()
  await store(photoId)
  await pass(2 * HOUR_MS)
  expect(await world.runtime.objects.head(keyOf(photoId))).toBeNull()
  await pass(48 * HOUR_MS)
  expect(await read(ana, photoId)).toMatchObject({ status: 'READY' })
})

it('serves an avatar to everyone as long as it is one, and deletes it with its successor', async () => {
  const [ana, ben] = [await world.signUp(), await world.signUp()]
  const [first, second, other] = [await send(ana), await send(ana), await send(ben)]
  const open = (photoId: string) => callRoute([world.subgraph.opened.publicRoutes ?? (() => undefined)], `/avatars/${photoId}`)
  const avatar = async () => (await world.ask(AVATAR_OF, { id: ana.id })).data.athlete.avatarUrl
  expect((await open(first)).statusCode).toBe(404)
  await world.ask(AVATAR, { id: first }, ana.caller)
  expect(await avatar()).toContain(first)
  const served = await open(first)
  expect([served.statusCode, served.headers['content-type']]).toEqual([200, 'image/webp'])
  expect((await sharp(served.rawPayload).metadata()).width).toBe(400)
  // Another athlete's photo and one that does not exist get the same answer.
  for (const id of [other, newId('Photo'), 'photo_x']) {
    const { errors } = await world.ask(AVATAR, { id }, ana.caller)
    expect(errors[0]).toMatchObject({ message: 'input.avatarPhotoId: there is no such photo of yours' })
  }
  await world.ask(AVATAR, { id: second }, ana.caller)
  await pass(2 * HOUR_MS)
  expect([(await open(first)).statusCode, await sizeOf(ana, first), await read(ana, first)]).toEqual([404, null, null])
  expect((await open(second)).statusCode).toBe(200)
  await world.ask('mutation { updateProfile(input: { avatarUrl: "https://example.org/a.jpg" }) { id } }', {}, ana.caller)
  expect(await avatar()).toBe('https://example.org/a.jpg')
  await pass(0)
  expect(await sizeOf(ana, second)).toBeNull()
})

it('keeps a photo that the staff has removed from everybody, also as an avatar, until it is brought back', async () => {
  const ana = await world.signUp()
  const photoId = await send(ana)
  await world.ask(AVATAR, { id: photoId }, ana.caller)
  const decide = async (decision: EventData<'moderation.decided'>['decision']) => {
    const subject = { caseId: 'case_1', subjectId: photoId, subjectOwnerId: ana.id }
    await world.publish('moderation.decided', { ...subject, decision, reasons: ['SPAM'], at: 1 })
    await world.settle()
  }
  const routes = [world.subgraph.opened.publicRoutes ?? (() => undefined)]
  const seen = async () => [
    (await world.ask(AVATAR_OF, { id: ana.id })).data.athlete.avatarUrl,
    (await callRoute(routes, `/avatars/${photoId}`)).statusCode,
    (await read(ana, photoId)).photo?.id ?? null,
  ]
  await decide('DISMISSED')
  expect(await seen()).toEqual([expect.stringContaining(photoId), 200, photoId])
  await decide('REMOVED')
  await decide('UPHELD')
  expect(await seen()).toEqual([null, 404, null])
  expect(states.filter((state) => state.photoId === photoId).at(-1)).toMatchObject({ status: 'READY', removed: true })
  await pass(30 * HOUR_MS)
  // It cannot be named again. Its bytes stay as long as it is the avatar.
  await world.ask('mutation { updateProfile(input: { displayName: "Ana" }) { id } }', {}, ana.caller)
  expect(await sizeOf(ana, photoId)).toEqual(expect.any(Number))
  await decide('RESTORED')
  expect(await seen()).toEqual([expect.stringContaining(photoId), 200, photoId])
  expect(states.filter((state) => state.photoId === photoId).at(-1)?.removed).toBeUndefined()
  // One that its athlete has taken away meanwhile does not come back.
  await decide('REMOVED')
  await world.ask(AVATAR, { id: null }, ana.caller)
  await pass(0)
  await decide('RESTORED')
  expect([await read(ana, photoId), await sizeOf(ana, photoId)]).toEqual([null, null])
})

it('shows no avatar of an account that is closed', async () => {
  const ana = await world.signUp()
  const photoId = await send(ana)
  await world.ask(AVATAR, { id: photoId }, ana.caller)
  const routes = [world.subgraph.opened.publicRoutes ?? (() => undefined)]
  expect((await callRoute(routes, `/avatars/${photoId}`)).statusCode).toBe(200)
  await world.ask('mutation ($password: String!) { deleteAccount(password: $password) }', { password: PASSWORD }, ana.caller)
  expect((await callRoute(routes, `/avatars/${photoId}`)).statusCode).toBe(404)
})

it('keeps a photo as long as something carries it, whatever the order of the events', async () => {
  const [ana, ben] = [await world.signUp(), await world.signUp()]
  const [kept, removed, unnamed] = [await send(ana), await send(ana), await send(ana)]
  const [post, ride] = [newId('Post'), newId('Activity')]
  await carry(ana, post, 1, kept)
  await carry(ana, ride, 5, removed, kept)
  await world.settle()
  await carry(ana, ride, 7, kept)
  await carry(ana, ride, 6, kept, removed, unnamed)
  // The carrier of another athlete keeps nothing, and deletes nothing.
  await carry(ben, newId('Activity'), 1, unnamed)
  await world.settle()
  expect(await read(ana, removed)).toBeNull()
  await pass(13 * HOUR_MS)
  // Too old to be named by the athlete; an event that was under way still saves it.
  expect((await world.ask(AVATAR, { id: unnamed }, ana.caller)).errors[0]?.message).toContain('twelve hours')
  expect([await sizeOf(ana, kept), await sizeOf(ana, removed)]).toEqual([expect.any(Number), null])
  await pass(13 * HOUR_MS)
  expect([await read(ana, unnamed), await sizeOf(ana, unnamed)]).toEqual([null, null])
  await carry(ana, ride, 8)
  await world.settle()
  expect(await read(ana, kept)).toMatchObject({ status: 'READY' })
  await carry(ana, post, 2)
  await pass(0)
  expect([await read(ana, kept), await sizeOf(ana, kept), await sizeOf(ana, kept, 'full')]).toEqual([null, null, null])
  expect(states.filter(({ photoId }) => photoId === kept).at(-1)?.status).toBe('DELETED')
})
