import { useTexts } from '../../texts/use-texts.ts'
import { SCOPES, type Scope } from './desk.ts'
import own from './texts.ts'

/** What a key may do. */
export const ScopeChips = ({ of }: { readonly of: readonly Scope[] }) => {
  const t = useTexts(own)
  return (
    <ul className="partner-chips" aria-label={t('scopes')}>
      {SCOPES.filter((scope) => of.includes(scope)).map((scope) => (
        <li key={scope} className="chip">
          {t(scope)}
        </li>
      ))}
    </ul>
  )
}

/** In place of what the key may not see or do. */
export const Lacks = ({ scope }: { readonly scope: Scope }) => {
  const t = useTexts(own)
  return <p className="partner-lacks">{t('lacks', { scope })}</p>
}
