import { isSignedPath, type Routes } from '@gruppetto/graph'
import { plainQuery } from '@gruppetto/runtime'
import { html } from '../domain/html.ts'
import { giftCodeOf } from '../pipelines/code-hash.ts'
import type { Services } from '../services.ts'
import { sendPage } from './pages.ts'

export const GIFT_ROUTE = '/gifts/:giftId'

/** The link of the mail to who has bought a gift: shows its code, to be given on. */
export const giftPage =
  ({ stores, runtime }: Services): Routes =>
  (app) => {
    app.get<{ Params: { giftId: string } }>(GIFT_ROUTE, async (request, reply) => {
      const { identitySecret } = runtime.config
      const isOpen = isSignedPath(request.url.split('?')[0] ?? '', plainQuery(request), identitySecret, runtime.now())
      const gift = isOpen ? await stores.gifts.get(request.params.giftId) : null
      if (gift === null || gift.status !== 'PAID') {
        const title = 'This link does not work'
        return sendPage(reply, 404, title, html`<h1>${title}</h1><p>Copy the whole address out of the mail.</p>`)
      }
      return sendPage(
        reply,
        200,
        'A gift of Premium',
        html`<h1>A gift of Premium</h1>
<p>${gift.months === 1 ? 'A month' : `${gift.months} months`} of Gruppetto Premium, for whoever redeems this code in the app:</p>
<p><strong style="font-size: 1.5rem">${giftCodeOf(identitySecret, gift._id)}</strong></p>
<p>It works once, needs no card, and ends by itself.</p>`,
      )
    })
  }
