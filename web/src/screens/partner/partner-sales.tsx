import { useState, useTransition } from 'react'
import { graphql } from 'react-relay/hooks'
import type { partnerSalesQuery } from '#relay/partnerSalesQuery'
import { useVisitor } from '../../app/visitor.tsx'
import { SelectField } from '../../design/fields.tsx'
import { Button, Figures, TextField } from '../../design/parts.tsx'
import { dayAfter, dayIn } from '../../texts/days.ts'
import { moneyIn } from '../../texts/money.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Away } from './away.tsx'
import { useDesk } from './desk.ts'
import { FileButton } from './file-button.tsx'
import { PartnerPostback } from './partner-postback.tsx'
import { PartnerStatements } from './partner-statements.tsx'
import { Lacks } from './scope-chips.tsx'
import own from './texts.ts'
import { useAsked } from './use-asked.ts'

const DAYS = 30
const MOST_DAYS = 366

interface Span {
  readonly since: string
  readonly until: string
}

const Sales = () => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { locale } = useVisitor()
  const { timeZone } = useDesk()
  const [isAsking, startAsking] = useTransition()
  const [span, setSpan] = useState((): Span => {
    const until = dayIn(timeZone, Date.now())
    return { since: dayAfter(until, 1 - DAYS), until }
  })
  const [wanted, setWanted] = useState<string | null>(null)
  const [isWrong, setWrong] = useState(false)
  const { answer, again } = useAsked<partnerSalesQuery>(
    graphql`
      query partnerSalesQuery($since: Date!, $until: Date!, $currency: String) {
        partner {
          affiliateReport(since: $since, until: $until, currency: $currency) {
            clicks
            refusedClicks {
              reason
              clicks
            }
            conversions
            revenueCents
            commissionCents
            currency
            otherCurrencies
            byProduct {
              product {
                id
                name
              }
              clicks
              conversions
              revenueCents
              commissionCents
            }
          }
          ...partnerStatements_partner
        }
      }
    `,
    { ...span, currency: wanted },
  )
  const { partner } = answer
  if (partner == null) return <Away again={again} />
  const { clicks, refusedClicks, conversions, revenueCents, commissionCents, currency, otherCurrencies, byProduct } =
    partner.affiliateReport
  const money = (minorUnits: number) => moneyIn(locale, minorUnits, currency)
  const search = new URLSearchParams({ ...span, currency })
  return (
    <div className="partner-two">
      <div className="section" aria-busy={isAsking}>
        <section className="card is-padded section">
          <header className="section-head">
            <h2>{t('sales')}</h2>
            <FileButton
              path={`/partner/affiliate/report.csv?${search}`}
              name={`affiliate-${span.since}-${span.until}.csv`}
              text={t('csv')}
            />
          </header>
          <form
            className="form"
            onSubmit={(event) => {
              event.preventDefault()
              const typed = new FormData(event.currentTarget)
              const [since, until] = [String(typed.get('since')), String(typed.get('until'))]
              const isFine = since <= until && until < dayAfter(since, MOST_DAYS)
              setWrong(!isFine)
              if (isFine) startAsking(() => setSpan({ since, until }))
            }}
          >
            <div className="form-row">
              <TextField label={t('since')} name="since" type="date" required defaultValue={span.since} />
              <TextField
                label={t('untilDay')}
                name="until"
                type="date"
                required
                defaultValue={span.until}
                wrong={isWrong ? t('spanWrong') : undefined}
              />
            </div>
            <Button type="submit" busy={isAsking}>
              {t('show')}
            </Button>
          </form>
          {otherCurrencies.length > 0 && (
            <SelectField
              label={t('currency')}
              value={currency}
              of={[currency, ...otherCurrencies].sort().map((value) => ({ value, text: value }))}
              onChoose={(next) => startAsking(() => setWanted(next))}
            />
          )}
          <Figures
            large
            of={[
              { name: t('clicks'), value: measures.number(clicks) },
              { name: t('conversions'), value: measures.number(conversions) },
              { name: t('revenue'), value: money(revenueCents) },
              { name: t('commission'), value: money(commissionCents) },
            ]}
          />
          {refusedClicks.length > 0 && (
            <div>
              <h3>{t('refusedClicks')}</h3>
              <ul className="partner-refused">
                {refusedClicks.map(({ reason, clicks: count }) => (
                  <li key={reason}>
                    <strong>{measures.number(count)}</strong> {t(reason)}
                  </li>
                ))}
              </ul>
            </div>
          )}
          {byProduct.length === 0 ? (
            <p className="soft">{t('noSales')}</p>
          ) : (
            <div className="partner-wide">
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('product')}</th>
                    <th scope="col">{t('clicks')}</th>
                    <th scope="col">{t('conversions')}</th>
                    <th scope="col">{t('revenue')}</th>
                    <th scope="col">{t('commission')}</th>
                  </tr>
                </thead>
                <tbody>
                  {byProduct.map((row) => (
                    <tr key={row.product.id}>
                      <td className="is-text">{row.product.name}</td>
                      <td>{measures.number(row.clicks)}</td>
                      <td>{measures.number(row.conversions)}</td>
                      <td>{money(row.revenueCents)}</td>
                      <td>{money(row.commissionCents)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          <p className="soft">{t('salesMore', { zone: timeZone })}</p>
        </section>
      </div>
      <div className="section">
        <PartnerStatements partner={partner} />
        <PartnerPostback />
      </div>
    </div>
  )
}

/** What the brand's links have brought, and what it owes for it. */
export const PartnerSales = () => {
  const { may } = useDesk()
  if (may('AFFILIATE_READ')) return <Sales />
  return (
    <div className="section">
      <Lacks scope="AFFILIATE_READ" />
      <PartnerPostback />
    </div>
  )
}
