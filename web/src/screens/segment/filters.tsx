import { useRouter } from '../../app/router.tsx'
import { useVisitor } from '../../app/visitor.tsx'
import { SelectField } from '../../design/fields.tsx'
import { Choice } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { AGES, filterOf, SEXES, WEIGHTS } from './filter.ts'
import own from './texts.ts'

/** Whose times the board shows. The choice stands in the address. */
export const Filters = ({ id, search }: { readonly id: string; readonly search: URLSearchParams }) => {
  const t = useTexts(own)
  const { go } = useRouter()
  const { athleteId } = useVisitor()
  const filter = filterOf(search)
  const year = String(new Date().getFullYear())
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(search)
    if (value === '') next.delete(name)
    else next.set(name, value)
    go(hrefs.segment(id, Object.fromEntries(next)), 'replace')
  }
  return (
    <div className="segment-filters">
      {athleteId !== null && (
        <Choice
          label={t('who')}
          of={[
            { value: 'EVERYONE', text: t('everyone') },
            { value: 'FOLLOWING', text: t('following') },
          ]}
          value={filter.scope}
          onChoose={(scope) => change('only', scope === 'EVERYONE' ? '' : scope)}
        />
      )}
      <div className="segment-selects">
        <SelectField
          label={t('when')}
          of={[
            { value: '', text: t('allTime') },
            { value: year, text: t('thisYear') },
          ]}
          value={filter.since?.slice(0, 4) ?? ''}
          onChoose={(value) => change('year', value)}
        />
        <SelectField
          label={t('sex')}
          of={[{ value: '', text: t('all') }, ...SEXES.map((value) => ({ value, text: t(value) }))]}
          value={filter.sex ?? ''}
          onChoose={(value) => change('sex', value)}
        />
        <SelectField
          label={t('age')}
          of={[{ value: '', text: t('all') }, ...AGES.map((value) => ({ value, text: t(value) }))]}
          value={filter.ageGroup ?? ''}
          onChoose={(value) => change('age', value)}
        />
        <SelectField
          label={t('weight')}
          of={[{ value: '', text: t('all') }, ...WEIGHTS.map((value) => ({ value, text: t(value) }))]}
          value={filter.weightClass ?? ''}
          onChoose={(value) => change('weight', value)}
        />
      </div>
    </div>
  )
}
