import { graphql, usePaginationFragment } from 'react-relay/hooks'
import type { products_query$key } from '#relay/products_query'
import type { productsPageQuery } from '#relay/productsPageQuery'
import { Link, useRouter } from '../../app/router.tsx'
import { Button, Notice } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import type { Category } from './categories.ts'
import { ProductCard } from './product-card.tsx'
import own from './texts.ts'

const PAGE = 24

interface ProductsProps {
  readonly query: products_query$key
  readonly words: string
  readonly category: Category | null
}

/** What is found, by words and by category. */
export const Products = ({ query: key, words, category }: ProductsProps) => {
  const t = useTexts(own)
  const { again } = useRouter()
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<productsPageQuery, products_query$key>(
    graphql`
      fragment products_query on Query
      @refetchable(queryName: "productsPageQuery")
      @argumentDefinitions(
        count: { type: "Int!" }
        cursor: { type: "String" }
        query: { type: "String" }
        category: { type: "ProductCategory" }
      ) {
        products(first: $count, after: $cursor, query: $query, category: $category)
          @connection(key: "products_products", filters: ["query", "category"]) {
          totalCount
          categories {
            category
            count
          }
          edges {
            node {
              id
              ...productCard_product
            }
          }
        }
      }
    `,
    key,
  )
  const { products } = data
  if (products == null) {
    return (
      <Notice icon="flag" title={t('away')} action={<Button onClick={again}>{t('again')}</Button>}>
        {t('awayMore')}
      </Notice>
    )
  }
  const isAll = words === '' && category === null
  return (
    <section aria-labelledby="shop-products">
      <header className="shop-head">
        <h2 id="shop-products">{t('products')}</h2>
        <p className="soft" role="status">
          {t('found', { count: products.totalCount })}
        </p>
      </header>
      <nav className="shop-categories" aria-label={t('categories')}>
        <Link to={hrefs.shop(words)} aria-current={category === null ? 'page' : undefined}>
          {t('all')}
        </Link>
        {products.categories.map((each) => (
          <Link
            key={each.category}
            to={hrefs.shop(words, each.category)}
            aria-current={category === each.category ? 'page' : undefined}
          >
            {t(each.category)} <span>{each.count}</span>
          </Link>
        ))}
      </nav>
      {products.edges.length === 0 && (
        <Notice kind="empty" icon="bag" title={t(isAll ? 'nothingYet' : 'empty')}>
          {t(isAll ? 'nothingYetMore' : 'emptyMore')}
        </Notice>
      )}
      <ul className="shop-grid">
        {products.edges.map(({ node }) => (
          <li key={node.id}>
            <ProductCard product={node} />
          </li>
        ))}
      </ul>
      {hasNext && (
        <Button look="outline" busy={isLoadingNext} onClick={() => loadNext(PAGE)}>
          {t('more')}
        </Button>
      )}
    </section>
  )
}
