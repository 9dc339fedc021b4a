import type { Caller, Routes } from '@gruppetto/graph'
import { GraphQLError } from 'graphql'
import { z } from 'zod'
import { type Context, makeContext } from '../context.ts'
import { clearedCookie, cookieOf, isOwnPage, sessionCookie } from '../domain/session-cookie.ts'
import { endSessionOfToken } from '../pipelines/end-session.ts'
import { refreshSession } from '../pipelines/refresh-session.ts'
import type { Services } from '../services.ts'

/** The path of a browser's session. The cookie is sent to it alone. */
export const BROWSER_SESSION_ROUTE = '/session'

const bodySchema = z.object({ refreshToken: z.string().max(200) })
/** Long enough that nobody guesses it. */
const attemptSchema = z.object({ attempt: z.string().min(20).max(200) })

const refusal = (code: string, message: string) => ({ errors: [{ message, extensions: { code } }] })

/**
 * The session of a page that is served from the platform's own address: its refresh token is in a cookie that no script reads, so that
 * a script that gets into the page cannot take the session away.
 * - PUT with `{ refreshToken }` of signUp, signIn or resetPassword uses it up, and puts the next one into the cookie.
 * - POST trades the token of the cookie for the next one; 204 without a cookie. `{ attempt }` is a random name: under the same one the page may ask
 *   again, however late, when the answer was lost.
 * - DELETE ends the session of the cookie.
 * PUT and POST answer with an access token. Only pages of the platform itself are answered, all others get 403.
 */
export const browserSessionRoute =
  (services: Services): Routes =>
  (app) => {
    const { publicUrl, refreshTokenSeconds } = services.runtime.config

    const contextOf = (caller: Caller): Context => makeContext(services, caller, null)

    /** The answer of a trade: an access token, and the next refresh token in the cookie. A token that does not hold takes the cookie away. */
    const trade = async (caller: Caller, refreshToken: string, attempt: string | null = null) => {
      try {
        const opened = await refreshSession(contextOf(caller), refreshToken, attempt)
        const { accessToken, accessTokenExpiresAt } = opened
        return {
          status: 200,
          cookie: sessionCookie(publicUrl, opened.refreshToken, refreshTokenSeconds),
          body: { accessToken, accessTokenExpiresAt: new Date(accessTokenExpiresAt).toISOString() },
        }
      } catch (error) {
        if (!(error instanceof GraphQLError) || error.extensions.code !== 'UNAUTHENTICATED') throw error
        return { status: 401, cookie: clearedCookie(publicUrl), body: refusal('UNAUTHENTICATED', error.message) }
      }
    }

    app.register(async (scope) => {
      scope.addHook('onRequest', async ({ headers }, reply) => {
        void reply.header('cache-control', 'no-store')
        if (isOwnPage(headers, publicUrl)) return
        return reply.code(403).send(refusal('FORBIDDEN', 'Only pages of this platform have a session in a cookie.'))
      })
      scope.put(BROWSER_SESSION_ROUTE, async (request, reply) => {
        const asked = bodySchema.safeParse(request.body)
        if (!asked.success) return reply.code(400).send(refusal('BAD_USER_INPUT', 'The body must be { "refreshToken": "..." }.'))
        const { status, cookie, body } = await trade(request.caller, asked.data.refreshToken)
        return reply.code(status).header('set-cookie', cookie).send(body)
      })
      scope.post(BROWSER_SESSION_ROUTE, async (request, reply) => {
        const asked = request.body == null ? null : attemptSchema.safeParse(request.body)
        if (asked?.success === false) {
          return reply
            .code(400)
            .send(refusal('BAD_USER_INPUT', 'The body, if any, must be { "attempt": "..." } of 20 to 200 characters.'))
        }
        const token = cookieOf(request.headers.cookie, publicUrl)
        if (token === null) return reply.code(204).send()
        const { status, cookie, body } = await trade(request.caller, token, asked?.data.attempt)
        return reply.code(status).header('set-cookie', cookie).send(body)
      })
      scope.delete(BROWSER_SESSION_ROUTE, async (request, reply) => {
        const token = cookieOf(request.headers.cookie, publicUrl)
        if (token !== null) await endSessionOfToken(services, token)
        return reply.code(204).header('set-cookie', clearedCookie(publicUrl)).send()
      })
    })
  }
