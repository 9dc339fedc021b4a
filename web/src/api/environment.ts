import {
  Environment,
  type FetchFunction,
  type GraphQLResponse,
  Network,
  Observable,
  RecordSource,
  type RequestParameters,
  Store,
  type SubscribeFunction,
  type Variables,
} from 'relay-runtime'
import { keepAnswer, keptAnswer } from '../offline/store.ts'
import { answered } from './connection.ts'
import { areOfTheAnswer, type GraphqlError, isAway } from './graphql-error.ts'
import { type Live, openLive } from './live.ts'
import { accessToken, keptFor, nextAccessToken, OfflineError } from './session.ts'

interface Asked {
  readonly variables: Variables
  readonly operationName: string
  readonly documentId?: string
  readonly query?: string
}

/** Operations are sent by their hashes, which the build has registered; by their texts only where the sources are served (npm run web), which have them. */
const askedOf = ({ id, text, name }: RequestParameters, variables: Variables): Asked => ({
  variables,
  operationName: name,
  ...(text == null ? { documentId: `sha256:${id}` } : { query: text }),
})

/** How somebody says who they are: an athlete by a token, a partner by a key. */
type Proof = { readonly authorization: string } | { readonly 'x-api-key': string } | null

const proofOf = (token: string | null): Proof => (token === null ? null : { authorization: `Bearer ${token}` })

const post = async (asked: Asked, proof: Proof): Promise<GraphQLResponse> => {
  let answer: Response
  try {
    answer = await fetch('/graphql', {
      method: 'POST',
      credentials: 'omit',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        'graphql-client-name': 'web',
        ...proof,
      },
      body: JSON.stringify(asked),
    })
  } catch (error) {
    answered(false)
    throw new OfflineError('The platform does not answer', { cause: error })
  }
  const isJson = /json/.test(answer.headers.get('content-type') ?? '')
  answered(isJson)
  if (!isJson) throw new OfflineError(`The platform answered with ${answer.status}`)
  return (await answer.json()) as GraphQLResponse
}

const errorsOf = (answer: unknown): readonly GraphqlError[] =>
  (answer as { errors?: readonly GraphqlError[] } | null)?.errors ?? []

const isRefused = (answer: GraphQLResponse): boolean =>
  errorsOf(answer).some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED')

/** Asks in the name of a session; null for that of nobody. */
const askAs = async (session: number | null, asked: Asked): Promise<GraphQLResponse> => {
  const token = await accessToken(session)
  const answer = await post(asked, proofOf(token))
  if (token === null || !isRefused(answer)) return answer
  const next = await nextAccessToken(session, token)
  return next === null || next === token ? answer : post(asked, proofOf(next))
}

/** What is not for others to find on a device, not even where its athlete looks without a network. */
const NEVER_KEPT = /^(staff|partner)/

/** Asks the platform. What it answers is kept, and shown again when the platform can't be reached. */
const fetchAs =
  (number: number | null): FetchFunction =>
  async (request, variables, { metadata }) => {
    const asked = askedOf(request, variables)
    const ask = async (each: Asked) => {
      const answer = await askAs(number, each)
      // Half of an answer would take the place of what is shown.
      const errors = errorsOf(answer)
      if (metadata?.whole === true && isAway(errors))
        throw Object.assign(new Error('A part of the platform is away'), { source: { errors } })
      return answer
    }
    if (request.operationKind !== 'query' || NEVER_KEPT.test(request.name)) return ask(asked)
    const session = await keptFor()
    if (session === null) return ask(asked)
    const key = JSON.stringify(asked)
    try {
      const answer = await ask(asked)
      if (areOfTheAnswer(errorsOf(answer))) void keepAnswer(session, key, answer, Date.now())
      return answer
    } catch (error) {
      // Nor would one of an earlier time take the place of the same that is shown.
      const isWanted = error instanceof OfflineError && (metadata?.whole !== true || metadata.mayBeKept === true)
      const kept = isWanted ? await keptAnswer(session, key, Date.now()) : null
      if (kept === null) throw error
      return kept as GraphQLResponse
    }
  }

const subscribeWith =
  (live: Live): SubscribeFunction =>
  (request, variables, { metadata }) =>
    Observable.create((sink) =>
      live.subscribe(askedOf(request, variables), {
        next: (answer) => sink.next(answer as GraphQLResponse),
        error: (error) => sink.error(error),
        complete: () => sink.complete(),
        opened: () => (metadata?.opened as (() => void) | undefined)?.(),
      }),
    )

/** How long an answer is shown without asking again when its screen is opened once more. */
const FRESH_MS = 60_000

export interface Api {
  readonly environment: Environment
  readonly live: Live
}

/** Opens the store of one session, by its number: what one account has read is never seen in another. Null is the session of nobody. */
export const openApi = (session: number | null): Api => {
  const live = openLive(session)
  const environment = new Environment({
    network: Network.create(fetchAs(session), subscribeWith(live)),
    store: new Store(new RecordSource(), { gcReleaseBufferSize: 20, queryCacheExpirationTime: FRESH_MS }),
    missingFieldHandlers: [
      {
        kind: 'linked',
        // What a list has read of a thing is shown at once on the thing's own screen.
        handle: (field, record, args) =>
          record?.getType() === '__Root' && ['activity', 'node', 'athlete'].includes(field.name) && typeof args.id === 'string'
            ? args.id
            : undefined,
      },
    ],
  })
  return { environment, live }
}

/** Opens a store that is asked without a token: what it has is what the platform shows to somebody who is not signed in. Nothing in it is live. */
export const openStranger = (): Environment =>
  new Environment({
    network: Network.create(
      (request, variables) => post(askedOf(request, variables), null),
      () => Observable.create(() => undefined),
    ),
    store: new Store(new RecordSource()),
  })

/** What a partner's program would be, with a key that is in the memory of the page and nowhere else. */
export interface Partner {
  /** Nothing that it reads is kept on the device, and nothing in it is live. */
  readonly environment: Environment
  /** The answer to a request for one of the partner's files. */
  file(path: string): Promise<Response>
  /** Goes on with another secret, after the one before was rotated. */
  take(secret: string): void
}

/** Opens a store that is asked with an API key. `refused` hears that the platform does not take the key any more. */
export const openPartner = (secret: string, refused: () => void): Partner => {
  let held = secret
  const environment = new Environment({
    network: Network.create(
      async (request, variables) => {
        const answer = await post(askedOf(request, variables), { 'x-api-key': held })
        if (isRefused(answer)) refused()
        return answer
      },
      () => Observable.create(() => undefined),
    ),
    store: new Store(new RecordSource()),
  })
  return {
    environment,
    async file(path) {
      let answer: Response
      try {
        answer = await fetch(path, { credentials: 'omit', cache: 'no-store', headers: { 'x-api-key': held } })
      } catch (error) {
        throw new OfflineError('The platform does not answer', { cause: error })
      }
      if (answer.status === 401) refused()
      return answer
    },
    take(next) {
      held = next
    },
  }
}
