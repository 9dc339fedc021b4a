import { KEY_SET_PATH, type Routes } from '@gruppetto/graph'
import type { Services } from '../services.ts'

const headers = { 'content-type': 'application/jwk-set+json', 'cache-control': 'public, max-age=300' }

/** Serves the public keys that verify access tokens. */
export const keySetRoute =
  ({ signer }: Services): Routes =>
  (app) => {
    app.get(KEY_SET_PATH, async (_request, reply) => reply.headers(headers).send(JSON.stringify(await signer.keySet())))
  }
