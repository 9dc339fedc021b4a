import { type Routes, takeTexts, viewerIdOf } from '@gruppetto/graph'
import { plainQuery } from '@gruppetto/runtime'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Html } from '../../domain/html.ts'
import { isSandboxCardKey } from '../../domain/sandbox/cards.ts'
import { type CardChoice, SANDBOX_CHECKOUT_PATH } from '../../providers/sandbox/checkout.ts'
import type { Sandbox } from '../../providers/sandbox/open-sandbox.ts'
import { type PortalAct, SANDBOX_PORTAL_PATH } from '../../providers/sandbox/portal.ts'
import { languageOf } from '../page-language.ts'
import { leadTo, refuseWithPage, sendPage } from '../pages.ts'
import { pathOf } from '../signed-links.ts'
import { challengeView, checkoutView, paidView } from './checkout-view.ts'
import { portalView } from './portal-view.ts'
import { WORDS, type Words } from './words.ts'

export const SANDBOX_CHECKOUT_ROUTE = `${SANDBOX_CHECKOUT_PATH}:token`
export const SANDBOX_PORTAL_ROUTE = `${SANDBOX_PORTAL_PATH}:token`

const MOST_BODY_BYTES = 1_024

interface TokenRoute {
  readonly Params: { readonly token: string }
}
type TokenRequest = FastifyRequest<TokenRoute>

const wordsOf = (request: FastifyRequest): Words => WORDS[languageOf(request)]

const send = (reply: FastifyReply, title: string, body: Html, { language }: Words): FastifyReply =>
  sendPage(reply, 200, title, body, language)

const unknown = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const { language, unknown: said } = wordsOf(request)
  return refuseWithPage(reply, 404, ...said, language)
}

/** Shows the page again after a press of a button, so that loading it anew presses nothing. */
const again = (request: FastifyRequest, reply: FastifyReply, problem: string | null): FastifyReply =>
  leadTo(reply, problem === null ? pathOf(request) : `${pathOf(request)}?problem=${problem}`)

const fieldsOf = ({ body }: FastifyRequest): URLSearchParams => new URLSearchParams(typeof body === 'string' ? body : '')

const choiceOf = (fields: URLSearchParams, challenged: string | null): CardChoice | null => {
  const answer = fields.get('challenge')
  if (isSandboxCardKey(challenged) && (answer === 'CONFIRM' || answer === 'REFUSE')) {
    return { card: challenged, isConfirmed: answer === 'CONFIRM' }
  }
  const card = fields.get('card')
  return isSandboxCardKey(card) ? { card, isConfirmed: null } : null
}

const actOf = (fields: URLSearchParams): PortalAct | null => {
  const name = fields.get('act') ?? ''
  const card = fields.get('card')
  if (name === 'CARD') return isSandboxCardKey(card) ? { kind: name, card } : null
  if (name === 'CANCEL' || name === 'RESUME' || name === 'DISPUTE' || name === 'NEXT') return { kind: name }
  const days = Number(/^WAIT-(\d{1,3})$/.exec(name)?.[1] ?? 0)
  return days > 0 ? { kind: 'WAIT', days } : null
}

interface SandboxPages {
  readonly sandbox: Sandbox
  /** Delivers the webhooks of what has just happened, so that the app shows it when its page is shown again. */
  readonly settle: () => Promise<void>
}

const checkoutPages = (app: FastifyInstance, { sandbox, settle }: SandboxPages): void => {
  const read = ({ params, caller }: TokenRequest) => sandbox.readCheckout(params.token, viewerIdOf(caller))
  app.get<TokenRoute>(SANDBOX_CHECKOUT_ROUTE, async (request, reply) => {
    const opened = await read(request)
    if (opened.state === 'UNKNOWN') return unknown(request, reply)
    const words = wordsOf(request)
    if (!('checkout' in opened)) {
      const { title, late, replaced, what } = words.expired
      return refuseWithPage(reply, 410, title, `${opened.state === 'EXPIRED' ? late : replaced} ${what}`, words.language)
    }
    const { checkout } = opened
    if (opened.state === 'PAID') return send(reply, words.paid.title, paidView(checkout, words), words)
    if (opened.state === 'CHALLENGE') return send(reply, words.challenge.title, challengeView(checkout, words), words)
    return send(reply, words.checkout.title, checkoutView(checkout, plainQuery(request).problem, words), words)
  })
  app.post<TokenRoute>(SANDBOX_CHECKOUT_ROUTE, async (request, reply) => {
    const opened = await read(request)
    if (!('checkout' in opened) || opened.state === 'PAID') return again(request, reply, null)
    const choice = choiceOf(fieldsOf(request), opened.checkout.challenged)
    if (choice === null) return again(request, reply, 'CHOOSE')
    const paid = await sandbox.pay(opened.checkout, choice)
    if (paid === 'PAID') await settle()
    return again(request, reply, paid === 'PAID' || paid === 'CHALLENGE' ? null : paid)
  })
}

const portalPages = (app: FastifyInstance, { sandbox, settle }: SandboxPages): void => {
  const read = ({ params, caller }: TokenRequest) => sandbox.readPortal(params.token, viewerIdOf(caller))
  app.get<TokenRoute>(SANDBOX_PORTAL_ROUTE, async (request, reply) => {
    const customer = await read(request)
    if (customer === null) return unknown(request, reply)
    const words = wordsOf(request)
    const { problem } = plainQuery(request)
    return send(reply, words.portal.title, portalView(customer, sandbox.clockOf(customer), problem, words), words)
  })
  app.post<TokenRoute>(SANDBOX_PORTAL_ROUTE, async (request, reply) => {
    const customer = await read(request)
    if (customer === null) return unknown(request, reply)
    const wanted = actOf(fieldsOf(request))
    const done = wanted === null ? 'NOT_POSSIBLE' : await sandbox.act(customer._id, wanted)
    if (done === 'OK') await settle()
    return again(request, reply, done === 'OK' ? null : done)
  })
}

/** The pages of the sandbox. `pages` is null where another provider takes the money: then none of them exists. */
export const sandboxPages =
  (pages: SandboxPages | null): Routes =>
  (app) => {
    // In their own scope: other routes of this subgraph read other kinds of bodies.
    app.register(async (scope) => {
      takeTexts(scope, 'application/x-www-form-urlencoded', MOST_BODY_BYTES)
      if (pages === null) {
        for (const path of [SANDBOX_CHECKOUT_ROUTE, SANDBOX_PORTAL_ROUTE]) {
          scope.all(path, async (request, reply) => unknown(request, reply))
        }
        return
      }
      checkoutPages(scope, pages)
      portalPages(scope, pages)
    })
  }
