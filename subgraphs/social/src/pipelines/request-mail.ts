import type { EventData } from '@gruppetto/events'
import { unsubscribePath } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

type Mail = Omit<EventData<'mail.requested'>, 'address' | 'tokenId' | 'link' | 'unsubscribePath'> & { readonly kind: string }

/** Asks for a mail about a kind of notification. It leads to the app, and its reader may end mails of this kind. */
export const requestMail = ({ runtime }: Services, mail: Mail, tx: Tx): void => {
  tx.emit('mail.requested', {
    ...mail,
    link: { label: 'Open Gruppetto', path: '/' },
    unsubscribePath: unsubscribePath(mail, runtime.config.identitySecret),
  })
}
