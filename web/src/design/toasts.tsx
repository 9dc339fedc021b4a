import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTexts } from '../texts/use-texts.ts'
import { Button } from './parts.tsx'
import own from './texts.ts'
import { ToastHostContext } from './toast-host.ts'

interface Toast {
  readonly id: number
  readonly text: string
}

const ToastContext = createContext<(text: string) => void>(() => undefined)

/** Returns what says something in passing, such as why a change was taken back. */
export const useToast = (): ((text: string) => void) => use(ToastContext)

const SHOWN_MS = 8_000
const MOST = 3

const Shown = ({ of, drop }: { readonly of: readonly Toast[]; readonly drop: (id: number) => void }) => {
  const t = useTexts(own)
  return (
    <div className="toasts" role="status">
      {of.map(({ id, text }) => (
        <div className="toast" key={id}>
          <span>{text}</span>
          <Button small look="quiet" round icon="close" onClick={() => drop(id)}>
            {t('close')}
          </Button>
        </div>
      ))}
    </div>
  )
}

export const Toasts = ({ children }: { readonly children: ReactNode }) => {
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const drop = useCallback((id: number) => setToasts((all) => all.filter((each) => each.id !== id)), [])
  const [hosts, setHosts] = useState<readonly HTMLElement[]>([])
  const stand = useCallback((dialog: HTMLElement) => {
    setHosts((all) => [...all, dialog])
    return () => setHosts((all) => all.filter((each) => each !== dialog))
  }, [])
  const say = useMemo(() => {
    let last = 0
    return (text: string) => {
      const id = ++last
      setToasts((all) => [...all.filter((each) => each.text !== text), { id, text }].slice(-MOST))
      setTimeout(() => drop(id), SHOWN_MS)
    }
  }, [drop])
  const host = hosts.at(-1)
  return (
    <ToastContext value={say}>
      <ToastHostContext value={stand}>{children}</ToastHostContext>
      <Shown of={host === undefined ? toasts : []} drop={drop} />
      {host !== undefined && createPortal(<Shown of={toasts} drop={drop} />, host)}
    </ToastContext>
  )
}
