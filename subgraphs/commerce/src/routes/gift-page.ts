import type { Routes } from '@gruppetto/graph'
import { html } from '../domain/html.ts'
import { giftCodeIdOf, giftCodeOf } from '../pipelines/code-hash.ts'
import type { Services } from '../services.ts'
import { sendPage } from './pages.ts'
import { isSignedRequest, refuseLink } from './signed-links.ts'

export const GIFT_ROUTE = '/gifts/:giftId'

/** The link of the mail to who has bought a gift: shows its code, to be given on. */
export const giftPage =
  (services: Services): Routes =>
  (app) => {
    const { stores, runtime } = services
    app.get<{ Params: { giftId: string } }>(GIFT_ROUTE, async (request, reply) => {
      const gift = isSignedRequest(services, request) ? await stores.gifts.get(request.params.giftId) : null
      if (gift === null || gift.status !== 'PAID') return refuseLink(reply, 'Copy the whole address out of the mail.')
      const code = await stores.codes.get(giftCodeIdOf(runtime.config.identitySecret, gift._id))
      if (code === null || code.revokedAt !== null) {
        const words = html`<h1>This gift has ended</h1>
<p>Its payment was given back, so its code does not work any more.</p>`
        return sendPage(reply, 410, 'This gift has ended', words)
      }
      return sendPage(
        reply,
        200,
        'A gift of Premium',
        html`<h1>A gift of Premium</h1>
<p>${gift.months === 1 ? 'A month' : `${gift.months} months`} of Gruppetto Premium, for whoever redeems this code in the app:</p>
<p><strong style="font-size: 1.5rem">${giftCodeOf(runtime.config.identitySecret, gift._id)}</strong></p>
<p>It works once, needs no card, and ends by itself.</p>`,
      )
    })
  }
