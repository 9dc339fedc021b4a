import { graphql, useFragment } from 'react-relay/hooks'
import type { invoices_subscription$key } from '#relay/invoices_subscription'
import { Section } from '../../account/settings.tsx'
import { useVisitor } from '../../app/visitor.tsx'
import { buttonClass } from '../../design/parts.tsx'
import { moneyIn } from '../../texts/money.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

/** What was paid, with its receipts. */
export const Invoices = ({ subscription }: { readonly subscription: invoices_subscription$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { locale } = useVisitor()
  const { invoices } = useFragment(
    graphql`
      fragment invoices_subscription on PremiumSubscription {
        invoices {
          id
          issuedAt
          amountCents
          currency
          status
          url
        }
      }
    `,
    subscription,
  )
  if (invoices.length === 0) return null
  return (
    <Section title={t('invoices')}>
      <ul className="settings-list">
        {invoices.map(({ id, issuedAt, amountCents, currency, status, url }) => (
          <li key={id}>
            <strong className="plan-amount">{moneyIn(locale, amountCents, currency)}</strong>
            <span className="soft">
              {measures.dateOf(issuedAt)} · {t(status)}
            </span>
            {url != null && (
              <a
                className={buttonClass('outline', true)}
                href={url}
                target="_blank"
                rel="noreferrer"
                aria-label={t('receiptOf', { day: measures.dateOf(issuedAt) })}
              >
                {t('receipt')}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
