import type { MeasuredFile } from '../domain/measured-leg.ts'

/** Files that were measured when they came, until the next stage of the pipeline asks for them. */
export interface MeasuredFiles {
  keep(sha256: string, file: MeasuredFile): void
  /** What was kept of these bytes, once; null where nothing was: then they are measured again, to the same result. */
  take(sha256: string): MeasuredFile | null
}

const sizeOf = ({ legs }: MeasuredFile): number =>
  legs
    .flatMap((leg) => leg.chunks.flatMap((chunk) => Object.values(chunk.columns)))
    .reduce((sum, column) => sum + column.byteLength, 0)

/** In this process alone: a stage that runs elsewhere, later or again reads the file itself. The oldest gives way. */
export const openMeasuredFiles = (mostBytes: number): MeasuredFiles => {
  const files = new Map<string, { readonly file: MeasuredFile; readonly bytes: number }>()
  let held = 0
  const drop = (sha256: string): MeasuredFile | null => {
    const found = files.get(sha256)
    files.delete(sha256)
    held -= found?.bytes ?? 0
    return found?.file ?? null
  }
  return {
    keep(sha256, file) {
      drop(sha256)
      const bytes = sizeOf(file)
      files.set(sha256, { file, bytes })
      held += bytes
      for (const oldest of files.keys()) {
        if (held <= mostBytes) break
        drop(oldest)
      }
    },
    take: drop,
  }
}
