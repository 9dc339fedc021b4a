import { type ReactNode, Suspense, useMemo, useState } from 'react'
import { graphql, useLazyLoadQuery } from 'react-relay/hooks'
import type { partnerConsoleQuery } from '#relay/partnerConsoleQuery'
import type { Partner } from '../../api/environment.ts'
import { Guard } from '../../app/failed.tsx'
import { ViewsNav } from '../../clubs/views-nav.tsx'
import { Avatar, Button, Notice } from '../../design/parts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { type Desk, DeskContext } from './desk.ts'
import { PartnerBrand } from './partner-brand.tsx'
import { PartnerChallenges } from './partner-challenges.tsx'
import { PartnerKeys } from './partner-keys.tsx'
import { PartnerProducts } from './partner-products.tsx'
import { PartnerSales } from './partner-sales.tsx'
import { PartnerWebhooks } from './partner-webhooks.tsx'
import { ScopeChips } from './scope-chips.tsx'
import own from './texts.ts'
import { VIEWS, type View } from './views.ts'

const SHOWN: Readonly<Record<View, () => ReactNode>> = {
  challenges: () => <PartnerChallenges />,
  sales: () => <PartnerSales />,
  products: () => <PartnerProducts />,
  webhooks: () => <PartnerWebhooks />,
  keys: () => <PartnerKeys />,
  brand: () => <PartnerBrand />,
}

interface PartnerConsoleProps {
  readonly partner: Partner
  readonly view: View
  /** How often somebody has tried again after an error. */
  readonly tries: number
  readonly waiting: ReactNode
  readonly onLeave: () => void
}

/**
 * What a key opens. What the key may do is asked first: an operation that asks for more than that is refused as a whole, so each view asks only for
 * what it will get.
 */
export const PartnerConsole = ({ partner, view, tries, waiting, onLeave }: PartnerConsoleProps) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const [viewTries, setViewTries] = useState(0)
  const { partner: found } = useLazyLoadQuery<partnerConsoleQuery>(
    graphql`
      query partnerConsoleQuery {
        partner {
          brand {
            id
            name
            timeZone
          }
          apiKey {
            id
            name
            prefix
            scopes
            expiresAt
          }
        }
      }
    `,
    {},
    { fetchKey: tries },
  )
  const key = found?.apiKey
  const timeZone = found?.brand.timeZone ?? 'UTC'
  const desk = useMemo((): Desk | null => {
    if (key == null) return null
    const { id, scopes, expiresAt } = key
    return {
      partner,
      keyId: id,
      expiresAt: expiresAt ?? null,
      timeZone,
      tries: viewTries,
      may: (scope) => scopes.includes(scope),
    }
  }, [key, partner, timeZone, viewTries])
  if (found == null || key == null || desk === null) {
    return (
      <Notice level={1} icon="flag" kind="empty" title={t('away')} action={<Button onClick={onLeave}>{t('otherKey')}</Button>}>
        {t('awayMore')}
      </Notice>
    )
  }
  const { brand } = found
  return (
    <DeskContext value={desk}>
      <header className="partner-head">
        <Avatar square size="large" name={brand.name} url={null} />
        <div>
          <h1>{brand.name}</h1>
          <p className="soft">
            {t('withKey', { name: key.name })} <code>{key.prefix}…</code>
            {key.expiresAt != null && ` · ${t('until', { when: measures.dateTime(key.expiresAt) })}`}
          </p>
          <ScopeChips of={key.scopes} />
        </div>
        <Button look="outline" small onClick={onLeave}>
          {t('leave')}
        </Button>
      </header>
      <ViewsNav
        label={t('views')}
        of={VIEWS.map((each) => ({ to: hrefs.partner(each), text: t(each), isShown: each === view }))}
      />
      <Guard of={view} again={() => setViewTries((count) => count + 1)}>
        <Suspense key={view} fallback={waiting}>
          {SHOWN[view]()}
        </Suspense>
      </Guard>
    </DeskContext>
  )
}
