import type { ChildProcess } from 'node:child_process'

/** Resolves to the next message of a process. Throws when it reports a failure or ends. */
export const nextReply = <Reply extends { readonly kind: string }>(child: ChildProcess, who: string): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const settled = () => {
      child.off('message', onMessage)
      child.off('exit', onExit)
    }
    const onMessage = (message: Reply & { readonly message?: string }) => {
      settled()
      if (message.kind === 'failed') reject(new Error(`${who}: ${message.message}`))
      else resolve(message)
    }
    const onExit = (code: number | null) => {
      settled()
      reject(new Error(`${who} ended (${code ?? 'killed'})`))
    }
    child.on('message', onMessage)
    child.on('exit', onExit)
  })
