import {
  type ButtonHTMLAttributes,
  type InputHTMLAttributes,
  type ReactNode,
  type TextareaHTMLAttributes,
  use,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { useTexts } from '../texts/use-texts.ts'
import { Icon, type IconName } from './icon.tsx'
import own from './texts.ts'
import { ToastHostContext } from './toast-host.ts'

type Look = 'main' | 'plain' | 'quiet' | 'outline' | 'danger'

export const buttonClass = (look: Look = 'plain', isSmall = false, isRound = false): string =>
  ['button', look === 'plain' ? '' : `is-${look}`, isSmall ? 'is-small' : '', isRound ? 'is-round' : ''].filter(Boolean).join(' ')

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  readonly look?: Look
  readonly small?: boolean
  readonly icon?: IconName
  /** Shows the icon alone; the text is for who hears the page. */
  readonly round?: boolean
  /** Something that was pressed is under way: it can't be pressed again. */
  readonly busy?: boolean
}

export const Button = ({ look, small = false, icon, round = false, busy = false, children, onClick, ...rest }: ButtonProps) => (
  <button
    type="button"
    {...rest}
    className={buttonClass(look, small, round)}
    aria-disabled={busy || undefined}
    onClick={busy ? (event) => event.preventDefault() : onClick}
  >
    {icon !== undefined && <Icon name={icon} />}
    {round ? <span className="unseen">{children}</span> : children}
  </button>
)

export interface FieldProps {
  readonly label: string
  readonly hint?: string | undefined
  /** What is wrong with what was typed. */
  readonly wrong?: string | undefined
}

/** What ties a field to its label, its hint and what is wrong with it. */
export const useField = ({ hint, wrong }: FieldProps) => {
  const id = useId()
  const described = [hint === undefined ? '' : `${id}-hint`, wrong === undefined ? '' : `${id}-wrong`].filter(Boolean).join(' ')
  return { id, attributes: { id, 'aria-describedby': described || undefined, 'aria-invalid': wrong !== undefined || undefined } }
}

export const Around = ({
  id,
  label,
  hint,
  wrong,
  children,
}: FieldProps & { readonly id: string; readonly children: ReactNode }) => (
  <div className="field">
    <label htmlFor={id}>{label}</label>
    {children}
    {hint !== undefined && (
      <p className="hint" id={`${id}-hint`}>
        {hint}
      </p>
    )}
    {wrong !== undefined && (
      <p className="wrong" id={`${id}-wrong`} role="alert">
        {wrong}
      </p>
    )}
  </div>
)

export const TextField = ({ label, hint, wrong, ...rest }: FieldProps & InputHTMLAttributes<HTMLInputElement>) => {
  const { id, attributes } = useField({ label, hint, wrong })
  return (
    <Around {...{ id, label, hint, wrong }}>
      <input className="input" {...rest} {...attributes} />
    </Around>
  )
}

export const TextArea = ({ label, hint, wrong, ...rest }: FieldProps & TextareaHTMLAttributes<HTMLTextAreaElement>) => {
  const { id, attributes } = useField({ label, hint, wrong })
  return (
    <Around {...{ id, label, hint, wrong }}>
      <textarea className="input" rows={3} dir="auto" {...rest} {...attributes} />
    </Around>
  )
}

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('')

interface AvatarProps {
  readonly name: string
  readonly url: string | null | undefined
  readonly size?: 'small' | 'medium' | 'large' | 'huge'
  /** The picture of a club. */
  readonly square?: boolean
}

/** The picture of an athlete or a club, or the initials where there is none or it does not load. The name stands beside it, so it says nothing itself. */
export const Avatar = ({ name, url, size = 'medium', square = false }: AvatarProps) => {
  const [broken, setBroken] = useState<string | null>(null)
  return (
    <span className={`avatar is-${size}${square ? ' is-square' : ''}`} aria-hidden="true">
      {url == null || broken === url ? (
        initialsOf(name)
      ) : (
        <img src={url} alt="" loading="lazy" decoding="async" onError={() => setBroken(url)} />
      )}
    </span>
  )
}

export interface Figure {
  readonly name: string
  readonly value: string
}

/** The numbers of something, each with its name. */
export const Figures = ({ of, large = false }: { readonly of: readonly Figure[]; readonly large?: boolean }) => (
  <dl className={large ? 'figures is-large' : 'figures'}>
    {of.map(({ name, value }) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

interface NoticeProps {
  readonly icon: IconName
  readonly title: string
  readonly children?: ReactNode
  readonly kind?: 'plain' | 'empty' | 'danger'
  readonly action?: ReactNode
  /** 1 where it stands for the whole screen. */
  readonly level?: 1 | 2
}

/** In place of what is not there: nothing yet, no network, an error. */
export const Notice = ({ icon, title, children, kind = 'plain', action, level = 2 }: NoticeProps) => (
  <section className={kind === 'plain' ? 'notice' : `notice is-${kind}`}>
    <Icon name={icon} />
    {level === 1 ? <h1>{title}</h1> : <h2>{title}</h2>}
    {children !== undefined && <p>{children}</p>}
    {action}
  </section>
)

/** The place of something that is on its way. */
export const Bone = ({ width = '100%', height = '1rem' }: { readonly width?: string; readonly height?: string }) => (
  <span className="bone" style={{ inlineSize: width, blockSize: height }} />
)

/** How far something is, from 0 to 1; more than 1 is shown as whole. */
export const Bar = ({ part, label }: { readonly part: number; readonly label: string }) => {
  const shown = Math.min(1, Math.max(0, part))
  return (
    <div
      className={shown >= 1 ? 'bar is-done' : 'bar'}
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.round(shown * 100)}
      aria-valuemin={0}
      aria-valuemax={100}
      style={{ '--part': shown } as React.CSSProperties}
    >
      <span />
    </div>
  )
}

interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly of: readonly { readonly value: Value; readonly text: string }[]
  readonly value: Value
  readonly onChoose: (value: Value) => void
}

/** A few choices of which one holds. */
export const Choice = <Value extends string>({ label, of, value, onChoose }: ChoiceProps<Value>) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form
  <div className="tabs is-choice" role="group" aria-label={label}>
    {of.map((each) => (
      <button key={each.value} type="button" aria-pressed={each.value === value} onClick={() => onChoose(each.value)}>
        {each.text}
      </button>
    ))}
  </div>
)

interface DialogProps {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** What asks for somebody's whole attention. Escape and a click beside it close it, and the focus goes back to where it was. */
export const Dialog = ({ title, open, onClose, children }: DialogProps) => {
  const t = useTexts(own)
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  const stand = use(ToastHostContext)
  useEffect(() => {
    const dialog = ref.current
    if (dialog === null) return
    if (!open) {
      if (dialog.open) dialog.close()
      return
    }
    if (!dialog.open) dialog.showModal()
    return stand(dialog)
  }, [open, stand])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the key is Escape, which the browser handles
    <dialog
      ref={ref}
      className="dialog"
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === ref.current) onClose()
      }}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <Button look="quiet" small round icon="close" onClick={onClose}>
          {t('close')}
        </Button>
      </header>
      <div className="body">{open && children}</div>
    </dialog>
  )
}
