import { randomBytes } from 'node:crypto'
import { graphqlClient, type LiveClient, type LiveSubscription, liveClient } from '@gruppetto/testing'
import { expect } from 'vitest'

export interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null | undefined
  readonly errors: readonly {
    readonly message: string
    readonly path?: readonly (string | number)[]
    readonly extensions?: Readonly<Record<string, unknown>>
  }[]
}

/** A socket. Its subscriptions are active when `ready` has resolved. */
export interface Live extends LiveClient {
  ready(): Promise<void>
  subscribe<Data>(query: string, variables?: Readonly<Record<string, unknown>>): LiveSubscription<Data>
}

/** A person with an app: everything that a client can do at the gateway. */
export interface Person {
  readonly id: string
  readonly handle: string
  readonly displayName: string
  readonly token: string
  readonly refreshToken: string
  /** Resolves to the complete answer with its errors. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer>
  /** Resolves to the data of an answer, which must have no errors. */
  get<Data>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Data>
  /** Resolves to the code of the first error of an answer, which must have one. */
  refused(query: string, variables?: Readonly<Record<string, unknown>>): Promise<string>
  live(): Promise<Live>
}

export const person = (
  url: string,
  facts: Pick<Person, 'id' | 'handle' | 'displayName' | 'token' | 'refreshToken'>,
  headers?: Readonly<Record<string, string>>,
): Person => {
  const token = facts.token === '' ? undefined : facts.token
  const client = graphqlClient(url, token)
  const ask = async (query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Answer> => {
    const { data, errors } = await client<Readonly<Record<string, unknown>>>(query, variables, { headers: headers ?? {} })
    return { data, errors }
  }
  return {
    ...facts,
    ask,
    async get<Data>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Data> {
      const { data, errors } = await ask(query, variables)
      expect(errors, query).toEqual([])
      return data as Data
    },
    async refused(query, variables) {
      const { errors } = await ask(query, variables)
      expect(errors, `${query} should have been refused`).not.toEqual([])
      return String(errors[0]?.extensions?.code)
    },
    async live() {
      const client = await liveClient(url, token)
      // The protocol has no message for "subscribed". The answer to a later query on the same socket shows it.
      const ready = async () => {
        for (let round = 0; round < 2; round += 1) {
          const question = client.subscribe('{ viewer { id athlete { handle } } }')
          await question.next()
          question.close()
        }
      }
      return { ...client, ready }
    },
  }
}

export const nobody = (url: string): Person => person(url, { id: '', handle: '', displayName: '', token: '', refreshToken: '' })

/** The address that `newAthlete` gives. */
export const emailOf = ({ handle }: Pick<Person, 'handle'>): string => `${handle}@example.org`

export const PASSWORD = 'long enough to be safe 7'

interface SessionAnswer {
  readonly signUp: {
    readonly accessToken: string
    readonly refreshToken: string
    readonly viewer: { readonly athlete: { readonly id: string } }
  }
}

/** Signs up a new athlete. Names are random, so that tests in one world do not affect each other. */
export const newAthlete = async (url: string, name = 'rider', extra: Readonly<Record<string, unknown>> = {}): Promise<Person> => {
  const handle = `${name}_${randomBytes(4).toString('hex')}`
  const displayName = `${name} ${randomBytes(3).toString('hex')}`
  const { signUp } = await nobody(url).get<SessionAnswer>(
    'mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken refreshToken viewer { athlete { id } } } }',
    { input: { email: emailOf({ handle }), password: PASSWORD, handle, displayName, timeZone: 'Europe/Zurich', ...extra } },
  )
  const { accessToken: token, refreshToken, viewer } = signUp
  return person(url, { id: viewer.athlete.id, handle, displayName, token, refreshToken })
}

export interface UploadState {
  readonly id: string
  readonly status: string
  readonly progress: number
  readonly url: string | null
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly warnings: readonly string[]
  readonly activities: readonly { readonly id: string; readonly name: string }[]
  readonly failure: {
    readonly code: string
    readonly message: string
    readonly duplicateOf: { readonly id: string } | null
  } | null
}

const UPLOAD_FIELDS =
  'id status progress url headers { name value } warnings activities { id name } failure { code message duplicateOf { id } }'

export const createUpload = async (
  who: Person,
  fileName: string,
  bytes: Uint8Array,
  extra: Readonly<Record<string, unknown>> = {},
): Promise<UploadState> => {
  const { createUpload: made } = await who.get<{ createUpload: UploadState }>(
    `mutation ($input: CreateUploadInput!) { createUpload(input: $input) { ${UPLOAD_FIELDS} } }`,
    { input: { fileName, sizeBytes: bytes.byteLength, ...extra } },
  )
  return made
}

/** Sends the PUT of an upload. Returns its HTTP status. */
export const putBytes = async (upload: UploadState, bytes: Uint8Array): Promise<number> => {
  if (upload.url === null) throw new Error(`the upload has no url; it is ${upload.status}`)
  const headers = Object.fromEntries(upload.headers.map((header) => [header.name, header.value]))
  const response = await fetch(upload.url, { method: 'PUT', headers, body: Buffer.from(bytes) })
  await response.arrayBuffer()
  return response.status
}

/** Uploads a file and does not wait for the result: call `world.settle()`, then `uploadOf`. */
export const sendFile = async (
  who: Person,
  fileName: string,
  bytes: Uint8Array,
  extra: Readonly<Record<string, unknown>> = {},
): Promise<string> => {
  const upload = await createUpload(who, fileName, bytes, extra)
  expect(await putBytes(upload, bytes)).toBeLessThan(300)
  return upload.id
}

export const uploadOf = async (who: Person, id: string): Promise<UploadState> => {
  const { upload } = await who.get<{ upload: UploadState }>(`query ($id: ID!) { upload(id: $id) { ${UPLOAD_FIELDS} } }`, { id })
  return upload
}

export const follow = (who: Person, whom: Person) =>
  who.get('mutation ($id: ID!) { follow(athleteId: $id) { id viewerFollow } }', { id: whom.id })

interface PhotoUpload {
  readonly photoId: string
  readonly url: string
  readonly headers: readonly { readonly name: string; readonly value: string }[]
}

/** A picture of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

export const createPhotoUpload = async (who: Person, caption: string): Promise<PhotoUpload> => {
  const { createPhotoUpload: made } = await who.get<{ createPhotoUpload: PhotoUpload }>(
    'mutation ($input: PhotoUploadInput!) { createPhotoUpload(input: $input) { photoId url headers { name value } } }',
    { input: { sizeBytes: PIXEL.byteLength, contentType: 'image/png', caption } },
  )
  return made
}

/** Sends the PUT of a photo. Returns its HTTP status. */
export const putPicture = async ({ url, headers }: PhotoUpload): Promise<number> => {
  const sent = Object.fromEntries(headers.map((header) => [header.name, header.value]))
  const response = await fetch(url, { method: 'PUT', headers: sent, body: PIXEL })
  await response.arrayBuffer()
  return response.status
}

/** Sends a picture. Returns the id of its photo, which is ready when the world has settled. */
export const sendPhoto = async (who: Person, caption: string): Promise<string> => {
  const made = await createPhotoUpload(who, caption)
  expect(await putPicture(made)).toBe(200)
  return made.photoId
}
