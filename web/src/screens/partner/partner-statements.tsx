import { graphql, useFragment } from 'react-relay/hooks'
import type { partnerStatements_partner$key } from '#relay/partnerStatements_partner'
import { useVisitor } from '../../app/visitor.tsx'
import { moneyIn } from '../../texts/money.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { FileButton } from './file-button.tsx'
import own from './texts.ts'

/** What is owed of each month, and by which rules. */
export const PartnerStatements = ({ partner }: { readonly partner: partnerStatements_partner$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { locale } = useVisitor()
  const { statements, commissionRules } = useFragment(
    graphql`
      fragment partnerStatements_partner on Partner {
        statements {
          month
          currency
          sales
          refunds
          commissionCents
          closedAt
        }
        commissionRules {
          id
          from
          basisPoints
          attributionDays
        }
      }
    `,
    partner,
  )
  const monthName = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const months = [...new Set(statements.map(({ month }) => month))]
  return (
    <>
      <section className="card is-padded section">
        <header className="section-head">
          <h2>{t('statements')}</h2>
          {statements.length > 0 && <FileButton path="/partner/affiliate/statements.csv" name="statements.csv" text={t('csv')} />}
        </header>
        {statements.length === 0 && <p className="soft">{t('noStatements')}</p>}
        {months.map((month) => (
          <section key={month} className="partner-month">
            <header className="section-head">
              <h3>{monthName.format(new Date(`${month}-01T00:00:00Z`))}</h3>
              <FileButton
                path={`/partner/affiliate/statements/${month}/bookings.csv`}
                name={`bookings-${month}.csv`}
                text={t('bookings')}
              />
            </header>
            <ul>
              {statements
                .filter((each) => each.month === month)
                .map(({ currency, sales, refunds, commissionCents, closedAt }) => (
                  <li key={currency}>
                    <strong>{moneyIn(locale, commissionCents, currency)}</strong>{' '}
                    <span className="soft">
                      {t('booked', { sales, refunds })} · {t('closed', { when: measures.dateTime(closedAt) })}
                    </span>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </section>
      <section className="card is-padded section">
        <h2>{t('rules')}</h2>
        {commissionRules.length === 0 && <p className="soft">{t('noRules')}</p>}
        <ul className="partner-rules">
          {commissionRules.map(({ id, from, basisPoints, attributionDays }) => (
            <li key={id}>
              <strong>{t('percent', { percent: measures.number(basisPoints / 100, basisPoints % 100 === 0 ? 0 : 2) })}</strong>
              <p className="soft">{t('ruleOf', { when: measures.dateTime(from), days: attributionDays })}</p>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
