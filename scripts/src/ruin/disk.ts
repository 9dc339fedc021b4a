import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** A small disk in a folder, which can be full. */
export interface Disk {
  /** Takes all the room that is left. */
  fill(): void
  /** Gives it back. */
  free(): void
  /** Takes the disk away, with all that is on it. */
  unmount(): void
}

const DISK_MB = 256
const INSIDE = 'RUIN_MOUNTS'
const CHUNK = Buffer.alloc(1024 * 1024)

/** The words before a command that let it mount what nobody else sees and what is gone with it. Only root needs no user namespace for it. */
const APART = ['unshare', ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']), '--mount']

const ORPHAN_LOOK_MS = 500

/**
 * Runs this program once more, where it may mount disks, and ends with its exit code. Returns when it is there already, or when this
 * machine allows nothing of the kind.
 */
export const runWhereDisksMayBeMounted = async (): Promise<void> => {
  const [command = '', ...words] = APART
  if (process.env[INSIDE] !== undefined) {
    // However the outer one ends, this one ends with it.
    const outer = process.ppid
    setInterval(() => (process.ppid === outer ? undefined : process.exit(1)), ORPHAN_LOOK_MS).unref()
    return
  }
  if (spawnSync(command, [...words, 'true']).status !== 0) return
  const inner = spawn(command, [...words, process.execPath, ...process.execArgv, ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: { ...process.env, [INSIDE]: 'own' },
  })
  // Ctrl-C reaches both.
  process.on('SIGINT', () => undefined).on('SIGTERM', () => inner.kill('SIGTERM'))
  const [status] = await once(inner, 'exit')
  process.exit(status ?? 1)
}

const isFull = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOSPC'

/** Mounts a disk of 256 MB on a folder; null where this process may not. */
export const mountDisk = (folder: string): Disk | null => {
  mkdirSync(folder, { recursive: true })
  if (process.env[INSIDE] === undefined) return null
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'ruin', folder])
  const filler = join(folder, '.filler')
  return {
    fill() {
      const file = openSync(filler, 'w')
      try {
        for (let size = CHUNK.length; size > 0; )
          try {
            writeSync(file, CHUNK, 0, size)
          } catch (error) {
            if (!isFull(error)) throw error
            size = Math.floor(size / 2)
          }
      } finally {
        closeSync(file)
      }
    },
    free: () => rmSync(filler, { force: true }),
    unmount: () => void execFileSync('umount', ['-l', folder]),
  }
}
