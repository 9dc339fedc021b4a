import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { partnerProducts_query$key } from '#relay/partnerProducts_query'
import type { partnerProductsPageQuery } from '#relay/partnerProductsPageQuery'
import type { partnerProductsQuery } from '#relay/partnerProductsQuery'
import { useVisitor } from '../../app/visitor.tsx'
import { Button, Notice } from '../../design/parts.tsx'
import { moneyIn } from '../../texts/money.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Away } from './away.tsx'
import { useDesk } from './desk.ts'
import { PartnerFeed } from './partner-feed.tsx'
import { Lacks } from './scope-chips.tsx'
import own from './texts.ts'
import { useAsked } from './use-asked.ts'

const PAGE = 20

const List = ({ query, again }: { readonly query: partnerProducts_query$key; readonly again: () => void }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { locale } = useVisitor()
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<partnerProductsPageQuery, partnerProducts_query$key>(
    graphql`
      fragment partnerProducts_query on Query
      @refetchable(queryName: "partnerProductsPageQuery")
      @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" }) {
        partner {
          brand {
            products(first: $count, after: $cursor) @connection(key: "partnerProducts_products") {
              totalCount
              edges {
                node {
                  id
                  name
                  category
                  offers {
                    priceCents
                    currency
                    stock
                  }
                }
              }
            }
          }
        }
      }
    `,
    query,
  )
  if (data.partner == null) return <Away again={again} />
  const { products } = data.partner.brand
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('products')}</h2>
        <p className="soft">{measures.number(products.totalCount)}</p>
      </header>
      {products.edges.length === 0 ? (
        <Notice kind="empty" icon="bag" title={t('noProducts')}>
          {t('noProductsMore')}
        </Notice>
      ) : (
        <ul className="card partner-products">
          {products.edges.map(({ node }) => (
            <li key={node.id}>
              <strong>{node.name}</strong>
              <span className="soft">
                {t(node.category)} · <code>{node.id}</code>
              </span>
              <span className="partner-chips">
                {node.offers.map(({ priceCents, currency, stock }) => (
                  <span key={currency} className={stock === 'IN_STOCK' ? 'chip is-pine' : 'chip is-gold'}>
                    {moneyIn(locale, priceCents, currency)}
                    {stock !== 'IN_STOCK' && ` · ${t(stock)}`}
                  </span>
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
      {hasNext && (
        <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(PAGE)}>
          {t('more')}
        </Button>
      )}
    </section>
  )
}

/** What the brand sells, which its feed makes and changes. */
export const PartnerProducts = () => {
  const { may } = useDesk()
  const { answer, again } = useAsked<partnerProductsQuery>(
    graphql`
      query partnerProductsQuery {
        ...partnerProducts_query
      }
    `,
    {},
  )
  return (
    <div className="partner-two">
      <List query={answer} again={again} />
      <div className="section">{may('CAMPAIGN_WRITE') ? <PartnerFeed onDone={again} /> : <Lacks scope="CAMPAIGN_WRITE" />}</div>
    </div>
  )
}
