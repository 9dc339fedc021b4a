import { graphql, useFragment } from 'react-relay/hooks'
import type { partnerTerms_challenge$key } from '#relay/partnerTerms_challenge'
import type { partnerTermsMutation } from '#relay/partnerTermsMutation'
import { useSend } from '../../app/use-send.ts'
import { WrongAll } from '../../design/fields.tsx'
import { Button, TextField } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** What athletes read of the sponsorship. */
export const PartnerTerms = ({ challenge: key }: { readonly challenge: partnerTerms_challenge$key }) => {
  const t = useTexts(own)
  const say = useToast()
  const { id, sponsorship } = useFragment(
    graphql`
      fragment partnerTerms_challenge on Challenge {
        id
        sponsorship {
          prize
          termsUrl
        }
      }
    `,
    key,
  )
  const { send, isBusy, wrong } = useSend<partnerTermsMutation>(graphql`
    mutation partnerTermsMutation($input: UpdateSponsorshipInput!) {
      updateSponsorship(input: $input) {
        id
        sponsorship {
          prize
          termsUrl
        }
      }
    }
  `)
  return (
    <form
      className="card is-padded form"
      onSubmit={(event) => {
        event.preventDefault()
        const typed = new FormData(event.currentTarget)
        const said = (name: string) => String(typed.get(name) ?? '').trim()
        const offerCode = said('offerCode')
        send(
          {
            input: {
              challengeId: id,
              prize: said('prize') || null,
              termsUrl: said('termsUrl') || null,
              // The code of before can't be read, so an empty field leaves it.
              ...(offerCode !== '' && { offerCode }),
            },
          },
          { done: () => say(t('saved')) },
        )
      }}
    >
      <h3>{t('terms')}</h3>
      <TextField
        label={t('prize')}
        name="prize"
        maxLength={300}
        defaultValue={sponsorship?.prize ?? ''}
        wrong={wrong.fields.prize}
      />
      <TextField
        label={t('termsUrl')}
        name="termsUrl"
        type="url"
        defaultValue={sponsorship?.termsUrl ?? ''}
        wrong={wrong.fields.termsUrl}
      />
      <TextField
        label={t('offerCode')}
        name="offerCode"
        maxLength={60}
        hint={t('offerCodeHint')}
        wrong={wrong.fields.offerCode}
      />
      <WrongAll text={wrong.all} />
      <Button type="submit" busy={isBusy}>
        {t('save')}
      </Button>
    </form>
  )
}
