import { graphql, useFragment } from 'react-relay/hooks'
import type { partnerEmbed_board$key } from '#relay/partnerEmbed_board'
import type { partnerEmbedMutation } from '#relay/partnerEmbedMutation'
import { copyText } from '../../app/copy-text.ts'
import { useSend } from '../../app/use-send.ts'
import { WrongAll } from '../../design/fields.tsx'
import { Button, buttonClass } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { useDesk } from './desk.ts'
import own from './texts.ts'

interface PartnerEmbedProps {
  readonly challengeId: string
  readonly board: partnerEmbed_board$key
  readonly sites: readonly string[]
  readonly onChange: () => void
}

/** What a page of the brand's own holds: the board in a frame, which the second line makes as high as it is. */
const codeOf = (url: string, title: string): string =>
  `<iframe id="board" src="${url}" title="${title.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" width="100%" height="600"></iframe>
<script>addEventListener('message', (event) => { const frame = document.getElementById('board'); if (event.source === frame.contentWindow && event.data?.type === 'gruppetto-embed-height') frame.height = event.data.height })</script>`

/** The board for a site of the brand's own. */
export const PartnerEmbed = ({ challengeId, board, sites, onChange }: PartnerEmbedProps) => {
  const t = useTexts(own)
  const say = useToast()
  const { may } = useDesk()
  const { title, embedUrl, embeddable } = useFragment(
    graphql`
      fragment partnerEmbed_board on BrandedLeaderboard {
        title
        embedUrl
        embeddable
      }
    `,
    board,
  )
  const { send, isBusy, wrong } = useSend<partnerEmbedMutation>(graphql`
    mutation partnerEmbedMutation($input: UpdateSponsorshipInput!) {
      updateSponsorship(input: $input) {
        id
      }
    }
  `)
  const code = codeOf(embedUrl, title)
  const copy = () => copyText(code).then((isCopied) => say(t(isCopied ? 'copied' : 'notCopied')))
  return (
    <section className="card is-padded form">
      <h3>{t('embed')}</h3>
      <p className="soft">{embeddable ? t('embedMore') : t('embedOff')}</p>
      {embeddable && (
        <>
          <label className="field">
            <span className="field-name">{t('embedCode')}</span>
            <textarea className="input partner-code" readOnly rows={4} value={code} onFocus={(event) => event.target.select()} />
          </label>
          <div className="partner-acts">
            <Button look="main" small onClick={copy}>
              {t('copy')}
            </Button>
            {(['light', 'dark'] as const).map((theme) => (
              <a
                key={theme}
                className={buttonClass('outline', true)}
                href={`${embedUrl}?theme=${theme}`}
                target="_blank"
                rel="noreferrer"
              >
                {t(theme)}
              </a>
            ))}
            <a className={buttonClass('outline', true)} href={`${embedUrl}.json`} target="_blank" rel="noreferrer">
              JSON
            </a>
          </div>
          <p className="soft">{sites.length === 0 ? t('noSites') : t('sitesAre', { sites: sites.join(', ') })}</p>
        </>
      )}
      {may('CAMPAIGN_WRITE') && (
        <Button
          small
          look="outline"
          busy={isBusy}
          onClick={() => send({ input: { challengeId, embed: !embeddable } }, { done: onChange })}
        >
          {t(embeddable ? 'embedTake' : 'embedShow')}
        </Button>
      )}
      <WrongAll text={wrong.all} />
    </section>
  )
}
