import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const hasProc = existsSync('/proc/self/stat')

/** Returns the start time of a process, which tells it from a later process with the same pid; null when it does not run. */
export const birthOf = (pid: number): string | null => {
  try {
    if (!hasProc) return execFileSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8' }).trim() || null
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name is in brackets and may contain spaces. The start time is the 20th field after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

const markOf = (pid: number): string | null => {
  const birth = birthOf(pid)
  return birth === null ? null : `${pid}-${birth.replace(/\W+/g, '-')}`
}

const MARK = /^\d+-[\w-]+$/

/** Returns a mark of this process for the names of its files. No other process of this machine has the same. */
export const processMark = (): string => markOf(process.pid) ?? `${process.pid}-unknown`

/** Whether a text is the mark of a process that runs no more. */
export const isMarkOfGone = (text: string): boolean => MARK.test(text) && markOf(Number.parseInt(text, 10)) !== text
