import type { ReactNode } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { productCard_product$key } from '#relay/productCard_product'
import { useVisitor } from '../../app/visitor.tsx'
import { Icon } from '../../design/icon.tsx'
import { buttonClass } from '../../design/parts.tsx'
import { moneyIn } from '../../texts/money.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { iconOfCategory } from './categories.ts'
import own from './texts.ts'

interface ProductCardProps {
  readonly product: productCard_product$key
  /** Why it stands here. */
  readonly children?: ReactNode
}

/** What is sold, with the way to who sells it. Pictures of brands are at addresses that the page does not load, so its kind stands there. */
export const ProductCard = ({ product: key, children }: ProductCardProps) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { locale } = useVisitor()
  const product = useFragment(
    graphql`
      fragment productCard_product on Product {
        name
        category
        description
        priceCents
        currency
        stock
        affiliateUrl
        brand {
          name
        }
        lasts {
          medianMeters
          owners
        }
      }
    `,
    key,
  )
  const { stock, lasts } = product
  return (
    <article className="card shop-product">
      <div className="shop-picture">
        <Icon name={iconOfCategory(product.category)} />
      </div>
      <div className="shop-body">
        {children}
        <p className="soft">{product.brand.name}</p>
        <h3>{product.name}</h3>
        {product.description != null && <p className="shop-text">{product.description}</p>}
        {lasts != null && (
          <p className="soft">{t('lasts', { distance: measures.distance(lasts.medianMeters), owners: lasts.owners })}</p>
        )}
      </div>
      <footer>
        <p className="shop-price">
          {moneyIn(locale, product.priceCents, product.currency)}
          {stock !== 'IN_STOCK' && <span className="chip is-gold">{t(stock)}</span>}
        </p>
        <a
          className={buttonClass('outline', true)}
          href={product.affiliateUrl}
          target="_blank"
          rel="sponsored noopener noreferrer"
        >
          {t('toShop')}
          <span className="unseen">: {product.name}</span>
          <small>{t('paid')}</small>
        </a>
      </footer>
    </article>
  )
}
