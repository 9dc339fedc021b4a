import { graphql } from 'react-relay/hooks'
import type { partnerSponsorMutation } from '#relay/partnerSponsorMutation'
import { useSend } from '../../app/use-send.ts'
import { WrongAll } from '../../design/fields.tsx'
import { Button, TextField } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { challengeIdOf } from './challenge-id.ts'
import own from './texts.ts'

/** Makes the brand the sponsor of a challenge that somebody has made. */
export const PartnerSponsor = ({ onDone }: { readonly onDone: () => void }) => {
  const t = useTexts(own)
  const say = useToast()
  const { send, isBusy, wrong } = useSend<partnerSponsorMutation>(
    graphql`
      mutation partnerSponsorMutation($input: SponsorChallengeInput!) {
        sponsorChallenge(input: $input) {
          id
        }
      }
    `,
    { NOT_FOUND: t('sponsorNone') },
  )
  return (
    <details className="card is-padded partner-more">
      <summary>{t('sponsor')}</summary>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          const form = event.currentTarget
          const typed = new FormData(form)
          const said = (name: string) => String(typed.get(name) ?? '').trim() || null
          send(
            {
              input: {
                challengeId: challengeIdOf(said('challenge') ?? ''),
                prize: said('prize'),
                termsUrl: said('termsUrl'),
                offerCode: said('offerCode'),
                productId: said('productId'),
              },
            },
            {
              done: () => {
                form.reset()
                say(t('sponsored'))
                onDone()
              },
            },
          )
        }}
      >
        <p className="soft">{t('sponsorMore')}</p>
        <TextField label={t('sponsorWhich')} name="challenge" required hint={t('sponsorHint')} wrong={wrong.fields.challengeId} />
        <TextField label={t('prize')} name="prize" maxLength={300} wrong={wrong.fields.prize} />
        <TextField label={t('termsUrl')} name="termsUrl" type="url" wrong={wrong.fields.termsUrl} />
        <TextField label={t('offerCode')} name="offerCode" maxLength={60} wrong={wrong.fields.offerCode} />
        <TextField label={t('productId')} name="productId" hint={t('productIdHint')} wrong={wrong.fields.productId} />
        <WrongAll text={wrong.all} />
        <Button type="submit" look="main" busy={isBusy}>
          {t('sponsor')}
        </Button>
      </form>
    </details>
  )
}
