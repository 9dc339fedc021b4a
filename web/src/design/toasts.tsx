import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react'
import { useTexts } from '../texts/use-texts.ts'
import { Button } from './parts.tsx'
import own from './texts.ts'

interface Toast {
  readonly id: number
  readonly text: string
}

const ToastContext = createContext<(text: string) => void>(() => undefined)

/** Returns what says something in passing, such as why a change was taken back. */
export const useToast = (): ((text: string) => void) => use(ToastContext)

const SHOWN_MS = 8_000
const MOST = 3

export const Toasts = ({ children }: { readonly children: ReactNode }) => {
  const t = useTexts(own)
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const drop = useCallback((id: number) => setToasts((all) => all.filter((each) => each.id !== id)), [])
  const say = useMemo(() => {
    let last = 0
    return (text: string) => {
      const id = ++last
      setToasts((all) => [...all.filter((each) => each.text !== text), { id, text }].slice(-MOST))
      setTimeout(() => drop(id), SHOWN_MS)
    }
  }, [drop])
  return (
    <ToastContext value={say}>
      {children}
      <div className="toasts" role="status">
        {toasts.map(({ id, text }) => (
          <div className="toast" key={id}>
            <span>{text}</span>
            <Button small look="quiet" round icon="close" onClick={() => drop(id)}>
              {t('close')}
            </Button>
          </div>
        ))}
      </div>
    </ToastContext>
  )
}
