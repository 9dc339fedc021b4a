import { useVisitor } from '../app/visitor.tsx'
import { TextField } from '../design/parts.tsx'
import { useTexts } from '../texts/use-texts.ts'
import own from './target.texts.ts'
import { unitOf } from './target.ts'

interface TargetFieldProps {
  readonly metric: string
  readonly defaultValue?: string
  readonly required?: boolean
  readonly wrong?: string | undefined
}

/** A target in the unit of its metric, which its name says. The form has it as `target`. */
export const TargetField = ({ metric, defaultValue, required = false, wrong }: TargetFieldProps) => {
  const t = useTexts(own)
  const { units } = useVisitor()
  return (
    <TextField
      label={t(unitOf(metric, units).name)}
      name="target"
      inputMode="decimal"
      required={required}
      hint={required ? undefined : t('mayBeEmpty')}
      defaultValue={defaultValue}
      wrong={wrong}
    />
  )
}
