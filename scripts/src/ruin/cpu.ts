import { readFileSync } from 'node:fs'

/** The kernel counts in hundredths of a second on all machines that Linux runs on today. */
const TICKS_A_SECOND = 100

/** Returns the seconds of CPU that a process has used; 0 when it does not run. */
const usedBy = (pid: number): number => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name is in brackets and may contain spaces. User and system time are the 12th and 13th field after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND
  } catch {
    return 0
  }
}

/** The CPU that one process after another has used in the same place. */
export interface CpuMeter {
  /** Looks at the process that is in the place now. Call it before one is ended: what it used after the last look is not seen. */
  look(pid: number | undefined): void
  /** The seconds of all processes, as of the last looks. */
  seconds(): number
}

export const openCpuMeter = (): CpuMeter => {
  const used = new Map<number, number>()
  return {
    look(pid) {
      if (pid !== undefined) used.set(pid, Math.max(used.get(pid) ?? 0, usedBy(pid)))
    },
    seconds: () => [...used.values()].reduce((sum, seconds) => sum + seconds, 0),
  }
}
