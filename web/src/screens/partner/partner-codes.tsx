import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { partnerCodes_stock$key } from '#relay/partnerCodes_stock'
import type { partnerCodesMutation } from '#relay/partnerCodesMutation'
import { useSend } from '../../app/use-send.ts'
import { WrongAll } from '../../design/fields.tsx'
import { Button, Figures, TextArea } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useDesk } from './desk.ts'
import own from './texts.ts'

interface PartnerCodesProps {
  readonly challengeId: string
  readonly stock: partnerCodes_stock$key
  readonly onChange: () => void
}

/** The codes for those who complete the challenge. */
export const PartnerCodes = ({ challengeId, stock, onChange }: PartnerCodesProps) => {
  const t = useTexts(own)
  const say = useToast()
  const measures = useMeasures()
  const { may } = useDesk()
  const [text, setText] = useState('')
  const { added, given, left, runningLow, waiting, ranOutAt } = useFragment(
    graphql`
      fragment partnerCodes_stock on OfferCodeStock {
        added
        given
        left
        runningLow
        waiting
        ranOutAt
      }
    `,
    stock,
  )
  const { send, isBusy, wrong } = useSend<partnerCodesMutation>(graphql`
    mutation partnerCodesMutation($input: AddOfferCodesInput!) {
      addOfferCodes(input: $input) {
        added
        duplicates
      }
    }
  `)
  const codes = text.split(/[\s,;]+/).filter((code) => code !== '')
  return (
    <section className="card is-padded form">
      <h3>{t('codes')}</h3>
      <p className="soft">{t('codesMore')}</p>
      <Figures
        of={[
          { name: t('codesAdded'), value: measures.number(added) },
          { name: t('codesGiven'), value: measures.number(given) },
          { name: t('codesLeft'), value: measures.number(left) },
          ...(waiting > 0 ? [{ name: t('codesWaiting'), value: measures.number(waiting) }] : []),
        ]}
      />
      {ranOutAt != null && <p className="partner-wrong">{t('codesOut', { when: measures.dateTime(ranOutAt) })}</p>}
      {ranOutAt == null && runningLow && <p className="partner-low">{t('codesLow')}</p>}
      {may('CAMPAIGN_WRITE') && (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault()
            if (codes.length === 0) return
            send(
              { input: { challengeId, codes } },
              {
                done: ({ addOfferCodes: { added: count, duplicates } }) => {
                  setText('')
                  say(t('codesDone', { count, duplicates }))
                  onChange()
                },
              },
            )
          }}
        >
          <TextArea
            label={t('codesNew')}
            hint={t('codesHint')}
            wrong={wrong.fields.codes}
            required
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <WrongAll text={wrong.all} />
          <Button type="submit" busy={isBusy}>
            {t('codesAdd', { count: codes.length })}
          </Button>
        </form>
      )}
    </section>
  )
}
