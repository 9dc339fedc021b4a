import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Api, openApi } from '../demo/api.ts'

/** A signed-in client of the public API. */
export interface Athlete {
  readonly id: string
  readonly handle: string
  readonly token: string
  readonly api: Api
}

interface Session {
  readonly accessToken: string
  readonly viewer: { readonly athlete: { readonly id: string } }
}

export const signUp = async (url: string): Promise<Athlete> => {
  const handle = `bench_${randomBytes(5).toString('hex')}`
  const query = 'mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken viewer { athlete { id } } } }'
  const input = {
    email: `${handle}@example.org`,
    password: randomBytes(12).toString('hex'),
    handle,
    displayName: `Rider ${handle.slice(6)}`,
    timeZone: 'Europe/Zurich',
  }
  const { accessToken, viewer } = (await openApi(url).ask<{ signUp: Session }>(query, { input })).signUp
  return { id: viewer.athlete.id, handle, token: accessToken, api: openApi(url, accessToken) }
}

export const follow = (who: Athlete, whom: Athlete) =>
  who.api.ask('mutation ($id: ID!) { follow(athleteId: $id) { id } }', { id: whom.id })

interface Awaited {
  readonly id: string
  readonly url: string
  readonly headers: readonly { readonly name: string; readonly value: string }[]
}

/** An upload whose bytes have not been sent yet. */
export interface OpenUpload {
  readonly id: string
  /** Sends the bytes. Resolves with the time (performance.now) at which the answer was read. */
  put(): Promise<number>
}

export const createUpload = async (who: Athlete, fileName: string, bytes: Uint8Array): Promise<OpenUpload> => {
  const query = 'mutation ($input: CreateUploadInput!) { createUpload(input: $input) { id url headers { name value } } }'
  const input = { fileName, sizeBytes: bytes.byteLength }
  const { id, url, headers } = (await who.api.ask<{ createUpload: Awaited }>(query, { input })).createUpload
  return {
    id,
    async put() {
      const body = Buffer.from(bytes)
      const named = Object.fromEntries(headers.map((header) => [header.name, header.value]))
      const response = await fetch(url, { method: 'PUT', headers: named, body })
      await response.arrayBuffer()
      const at = performance.now()
      if (!response.ok) throw new Error(`the PUT of ${fileName} answered ${response.status}`)
      return at
    },
  }
}

interface UploadAnswer {
  readonly status: string
  readonly failure: { readonly code: string; readonly message: string } | null
  readonly activities: readonly { readonly id: string }[]
}

/** Returns the state of an upload. Throws when it failed. */
const uploadState = async (who: Athlete, id: string): Promise<UploadAnswer> => {
  const query = 'query ($id: ID!) { upload(id: $id) { status failure { code message } activities { id } } }'
  const { upload } = await who.api.ask<{ upload: UploadAnswer }>(query, { id })
  if (upload.status === 'FAILED') throw new Error(`an upload failed: ${upload.failure?.code} ${upload.failure?.message}`)
  return upload
}

/** Long enough for an archive of hundreds of recordings on a busy machine. */
const PATIENCE_MS = 600_000

/** Uploads a file, asks every so often until it is DONE, and returns its first activity. */
export const uploaded = async (
  who: Athlete,
  fileName: string,
  bytes: Uint8Array,
  { patienceMs = PATIENCE_MS, everyMs = 100 } = {},
): Promise<string> => {
  const upload = await createUpload(who, fileName, bytes)
  await upload.put()
  for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(everyMs)) {
    const { status, activities } = await uploadState(who, upload.id)
    if (status === 'DONE' && activities[0] !== undefined) return activities[0].id
  }
  throw new Error(`an upload is not DONE after ${patienceMs / 1000} s`)
}
