import './shop.css'
import '../../social/social.css'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { shopQuery } from '#relay/shopQuery'
import { useRouter } from '../../app/router.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { Button } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { categoryOf } from './categories.ts'
import { Products } from './products.tsx'
import { Suggestions } from './suggestions.tsx'
import own from './texts.ts'

export default function Shop({ query, search }: ScreenProps<shopQuery>) {
  const t = useTexts(own)
  const { go } = useRouter()
  const words = search.get('q') ?? ''
  const category = categoryOf(search.get('category'))
  const data = usePreloadedQuery<shopQuery>(
    graphql`
      query shopQuery($count: Int!, $query: String, $category: ProductCategory) @preloadable {
        ...products_query @arguments(count: $count, query: $query, category: $category)
        viewer {
          ...suggestions_viewer
        }
      }
    `,
    query,
  )
  return (
    <div className="page shop">
      <title>{`${t('title')} · Gruppetto`}</title>
      <header className="shop-top">
        <h1>{t('title')}</h1>
        <search>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              go(hrefs.shop(String(new FormData(event.currentTarget).get('q')).trim(), category))
            }}
          >
            <input
              className="input"
              type="search"
              name="q"
              key={words}
              defaultValue={words}
              aria-label={t('search')}
              placeholder={t('search')}
            />
            <Button type="submit" look="main">
              {t('find')}
            </Button>
          </form>
        </search>
      </header>
      <p className="shop-disclosed">{t('disclosed')}</p>
      {data.viewer != null && words === '' && category === null && <Suggestions viewer={data.viewer} />}
      <Products query={data} words={words} category={category} />
    </div>
  )
}
