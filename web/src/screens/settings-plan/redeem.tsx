import { graphql } from 'react-relay/hooks'
import type { redeemMutation } from '#relay/redeemMutation'
import { Section } from '../../account/settings.tsx'
import { useSend } from '../../app/use-send.ts'
import { WrongAll } from '../../design/fields.tsx'
import { Button, TextField } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { takingSubscription } from './take.ts'
import own from './texts.ts'

/** The code of a gift. */
export const Redeem = () => {
  const t = useTexts(own)
  const say = useToast()
  const { send, isBusy, wrong } = useSend<redeemMutation>(
    graphql`
      mutation redeemMutation($code: String!) {
        redeemCode(code: $code) {
          ...subscription_subscription
          ...plans_subscription
          ...invoices_subscription
        }
      }
    `,
    { NOT_FOUND: t('noCode') },
  )
  return (
    <Section title={t('gift')} more={t('giftMore')}>
      <form
        className="plan-redeem"
        onSubmit={(event) => {
          event.preventDefault()
          const element = event.currentTarget
          const code = String(new FormData(element).get('code')).trim()
          send(
            { code },
            {
              ...takingSubscription('redeemCode'),
              done: () => {
                element.reset()
                say(t('redeemed'))
              },
            },
          )
        }}
      >
        <TextField label={t('giftCode')} name="code" autoComplete="off" required wrong={wrong.fields.code} />
        <Button type="submit" busy={isBusy}>
          {t('redeem')}
        </Button>
      </form>
      <WrongAll text={wrong.all} />
    </Section>
  )
}
