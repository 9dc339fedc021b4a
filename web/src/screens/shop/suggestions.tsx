import { graphql, useFragment } from 'react-relay/hooks'
import type { suggestions_viewer$key } from '#relay/suggestions_viewer'
import { useVisitor } from '../../app/visitor.tsx'
import { Icon } from '../../design/icon.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { ProductCard } from './product-card.tsx'
import own from './texts.ts'

/** What the viewer may need, each with the reason. Shows nothing where nothing is known. */
export const Suggestions = ({ viewer: key }: { readonly viewer: suggestions_viewer$key }) => {
  const t = useTexts(own)
  const { language } = useVisitor()
  const { productSuggestions } = useFragment(
    graphql`
      fragment suggestions_viewer on Viewer {
        productSuggestions(first: 4) {
          text
          reasons
          product {
            id
            ...productCard_product
          }
        }
      }
    `,
    key,
  )
  if (productSuggestions == null || productSuggestions.length === 0) return null
  return (
    <section className="shop-suggested" aria-labelledby="shop-for-you">
      <header>
        <h2 id="shop-for-you">{t('forYou')}</h2>
        <p className="soft">{t('forYouMore')}</p>
      </header>
      <ul className="shop-grid">
        {productSuggestions.map(({ text, reasons: [first], product }) => (
          <li key={product.id}>
            <ProductCard product={product}>
              <p className="shop-why">
                <Icon name="check" />
                {/* The platform writes it in English alone. */}
                <span>{language === 'en' || first === undefined ? text : t(first)}</span>
              </p>
            </ProductCard>
          </li>
        ))}
      </ul>
    </section>
  )
}
