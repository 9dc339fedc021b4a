import { useState } from 'react'
import { graphql } from 'react-relay/hooks'
import type { partnerBrandMutation } from '#relay/partnerBrandMutation'
import type { partnerBrandQuery } from '#relay/partnerBrandQuery'
import { useSend } from '../../app/use-send.ts'
import { Switch, WrongAll } from '../../design/fields.tsx'
import { Button, TextArea, TextField } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { Away } from './away.tsx'
import { useDesk } from './desk.ts'
import { Lacks } from './scope-chips.tsx'
import own from './texts.ts'
import { useAsked } from './use-asked.ts'

type Found = NonNullable<partnerBrandQuery['response']['partner']>

/** The colours of Gruppetto's own boards, from which somebody begins. */
const [PRIMARY, BACKGROUND] = ['#17633a', '#ffffff']

const BrandForm = ({ partner }: { readonly partner: Found }) => {
  const t = useTexts(own)
  const say = useToast()
  const { may } = useDesk()
  const { brand, embedSites, noticeEmail } = partner
  const [hasColors, setHasColors] = useState(brand.colors != null)
  const { send, isBusy, wrong } = useSend<partnerBrandMutation>(graphql`
    mutation partnerBrandMutation($input: UpdateBrandInput!) {
      updateBrand(input: $input) {
        id
        name
        description
        logoUrl
        websiteUrl
        colors {
          primary
          background
        }
      }
    }
  `)
  const sitesNow = embedSites.join('\n')
  return (
    <form
      className="card is-padded form partner-brand"
      onSubmit={(event) => {
        event.preventDefault()
        const typed = new FormData(event.currentTarget)
        const said = (name: string) => String(typed.get(name) ?? '').trim()
        const sites = said('embedSites')
        send(
          {
            input: {
              name: said('name'),
              description: said('description') || null,
              logoUrl: said('logoUrl') || null,
              websiteUrl: said('websiteUrl') || null,
              colors: hasColors ? { primary: said('primary'), background: said('background') } : null,
              // The list may be the brand's website, which is taken while none is set: so only what was changed is sent.
              ...(sites !== sitesNow && { embedSites: sites === '' ? [] : sites.split(/\s+/) }),
              // Who may not read it must not empty it.
              ...(may('CAMPAIGN_READ') && { noticeEmail: said('noticeEmail') || null }),
            },
          },
          { done: () => say(t('saved')) },
        )
      }}
    >
      <h2>{t('brand')}</h2>
      <TextField label={t('name')} name="name" required maxLength={80} defaultValue={brand.name} wrong={wrong.fields.name} />
      <TextArea
        label={t('description')}
        name="description"
        maxLength={2000}
        defaultValue={brand.description ?? ''}
        wrong={wrong.fields.description}
      />
      <TextField
        label={t('websiteUrl')}
        name="websiteUrl"
        type="url"
        defaultValue={brand.websiteUrl ?? ''}
        wrong={wrong.fields.websiteUrl}
      />
      <TextField
        label={t('logoUrl')}
        name="logoUrl"
        type="url"
        hint={t('logoHint')}
        defaultValue={brand.logoUrl ?? ''}
        wrong={wrong.fields.logoUrl}
      />
      <TextArea
        label={t('embedSites')}
        name="embedSites"
        hint={t('embedSitesHint')}
        defaultValue={sitesNow}
        wrong={wrong.fields.embedSites}
      />
      <Switch label={t('colors')} hint={t('colorsHint')} on={hasColors} onChange={setHasColors} />
      {hasColors && (
        <div className="form-row">
          <TextField
            label={t('primary')}
            name="primary"
            type="color"
            defaultValue={brand.colors?.primary ?? PRIMARY}
            wrong={wrong.fields['colors.primary']}
          />
          <TextField
            label={t('background')}
            name="background"
            type="color"
            defaultValue={brand.colors?.background ?? BACKGROUND}
            wrong={wrong.fields['colors.background']}
          />
        </div>
      )}
      {may('CAMPAIGN_READ') && (
        <TextField
          label={t('noticeEmail')}
          name="noticeEmail"
          type="email"
          hint={t('codesNotice')}
          defaultValue={noticeEmail ?? ''}
          wrong={wrong.fields.noticeEmail}
        />
      )}
      <WrongAll text={wrong.all} />
      <Button type="submit" look="main" busy={isBusy}>
        {t('save')}
      </Button>
    </form>
  )
}

/** What athletes and other sites see of the brand. */
export const PartnerBrand = () => {
  const { may } = useDesk()
  const { answer, again } = useAsked<partnerBrandQuery>(
    graphql`
      query partnerBrandQuery($notice: Boolean!) {
        partner {
          brand {
            id
            name
            description
            logoUrl
            websiteUrl
            colors {
              primary
              background
            }
          }
          embedSites
          noticeEmail @include(if: $notice)
        }
      }
    `,
    { notice: may('CAMPAIGN_READ') },
  )
  if (!may('CAMPAIGN_WRITE')) return <Lacks scope="CAMPAIGN_WRITE" />
  return answer.partner == null ? <Away again={again} /> : <BrandForm partner={answer.partner} />
}
