import { Component, type ReactNode } from 'react'
import { OfflineError } from '../api/session.ts'
import { errorsOf, hasCode } from '../api/wrong.ts'
import { Button, Notice } from '../design/parts.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { NotThere } from './not-there.tsx'
import own from './texts.ts'

/** Whether a screen was asked for with an address that no answer can be had for. */
const isNowhere = (error: unknown): boolean => error instanceof Error && hasCode(error, 'BAD_USER_INPUT')

/** Seconds until the platform answers again, where it has refused because it was asked too often. */
const waitOf = (error: unknown): number | undefined =>
  error instanceof Error
    ? errorsOf(error).find(({ extensions }) => extensions?.code === 'RATE_LIMITED')?.extensions?.retryAfterSeconds
    : undefined

interface FailedProps {
  readonly error: unknown
  readonly again: () => void
  /** 1 where it stands for the whole screen. */
  readonly level: 1 | 2
}

/** In place of what could not be shown, with what to do. */
export const Failed = ({ error, again, level }: FailedProps) => {
  const t = useTexts(own)
  const isOffline = error instanceof OfflineError
  const seconds = waitOf(error)
  if (level === 1 && isNowhere(error)) return <NotThere title={t('notFound')}>{t('notFoundMore')}</NotThere>
  const action = (
    <Button look="main" onClick={again}>
      {t('again')}
    </Button>
  )
  return (
    <Notice
      level={level}
      kind="empty"
      icon={isOffline ? 'cloud' : 'flag'}
      title={t(isOffline ? 'offline' : seconds === undefined ? 'failed' : 'often')}
      action={action}
    >
      {seconds === undefined ? t(isOffline ? 'offlineMore' : 'failedMore') : t('oftenMore', { seconds })}
    </Notice>
  )
}

interface GuardProps {
  readonly children: ReactNode
  /** Another value takes the error away. */
  readonly of: unknown
  readonly again: () => void
  /** 1 where it is around the whole screen. */
  readonly level?: 1 | 2
}

interface GuardState {
  readonly error: unknown
  readonly of: unknown
}

const NONE = Symbol('no error')

/** Keeps an error of what is in it from everything around it. */
export class Guard extends Component<GuardProps, GuardState> {
  override state: GuardState = { error: NONE, of: this.props.of }

  static getDerivedStateFromError(error: unknown): Partial<GuardState> {
    return { error }
  }

  static getDerivedStateFromProps({ of }: GuardProps, state: GuardState): GuardState | null {
    return of === state.of ? null : { error: NONE, of }
  }

  override render() {
    const { error } = this.state
    if (error === NONE) return this.props.children
    const again = () => {
      this.setState({ error: NONE })
      this.props.again()
    }
    return <Failed error={error} again={again} level={this.props.level ?? 2} />
  }
}
