import './fields.css'
import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from 'react'
import { Around, type FieldProps, useField } from './parts.tsx'

export interface Option<Value extends string> {
  readonly value: Value
  readonly text: string
}

interface SelectFieldProps<Value extends string>
  extends FieldProps,
    Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value'> {
  readonly of: readonly Option<Value>[]
  readonly value?: Value
  readonly onChoose?: (value: Value) => void
}

/** One of several, more than fit beside each other. */
export const SelectField = <Value extends string>({ label, hint, wrong, of, onChoose, ...rest }: SelectFieldProps<Value>) => {
  const { id, attributes } = useField({ label, hint, wrong })
  return (
    <Around {...{ id, label, hint, wrong }}>
      <select
        className="input"
        {...rest}
        {...attributes}
        onChange={(event) => {
          const chosen = of.find(({ value }) => value === event.target.value)
          if (chosen !== undefined) onChoose?.(chosen.value)
        }}
      >
        {of.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Around>
  )
}

interface SwitchProps {
  readonly label: string
  readonly hint?: string | undefined
  readonly on: boolean
  readonly onChange: (on: boolean) => void
  readonly disabled?: boolean
}

/** Something that is on or off, and counts at once. */
export const Switch = ({ label, hint, on, onChange, disabled = false }: SwitchProps) => {
  const id = useId()
  return (
    <div className="switch">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={on}
        aria-checked={on}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.checked)}
      />
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

interface PillProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'type'> {
  readonly children: ReactNode
}

/** One of several that may be chosen together. */
export const Pill = ({ children, ...rest }: PillProps) => (
  <label className="pill">
    <input type="checkbox" {...rest} />
    {children}
  </label>
)

interface CardChoiceProps<Value extends string> {
  readonly label: string
  readonly name: string
  readonly of: readonly (Option<Value> & { readonly more: string })[]
  readonly value: Value | null
  readonly onChoose: (value: Value) => void
}

/** A few choices that need a sentence each. */
export const CardChoice = <Value extends string>({ label, name, of, value, onChoose }: CardChoiceProps<Value>) => (
  <fieldset className="card-choice">
    <legend className="unseen">{label}</legend>
    {of.map((each) => (
      <label key={each.value}>
        <input type="radio" name={name} checked={each.value === value} onChange={() => onChoose(each.value)} />
        <strong>{each.text}</strong>
        <span>{each.more}</span>
      </label>
    ))}
  </fieldset>
)

/** What is wrong with all of a form. */
export const WrongAll = ({ text }: { readonly text: string | null }) =>
  text === null ? null : (
    <p className="form-wrong" role="alert">
      {text}
    </p>
  )
