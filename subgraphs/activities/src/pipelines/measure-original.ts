import type { MeasuredLeg } from '../domain/measured-leg.ts'
import { MAX_UPLOAD_BYTES, originalKey } from '../domain/upload.ts'
import type { Services } from '../services.ts'
import { readBytes } from './read-bytes.ts'

export type Original =
  | { readonly ok: true; readonly legs: readonly MeasuredLeg[] }
  | { readonly ok: false; readonly reason: string }

/** The parts of the original that an upload brought. */
export type OriginalLegs = (uploadId: string) => Promise<Original>

const no = (reason: string): Original => ({ ok: false, reason })

const measureOriginal = async ({ stores, runtime, recordings }: Services, uploadId: string): Promise<Original> => {
  const upload = await stores.uploads.get(uploadId)
  if (upload === null || upload.sha256 === null) return no(`of its upload ${uploadId} nothing is known`)
  const key = originalKey(upload.sha256)
  if ((await runtime.objects.head(key)) === null) return no(`the original ${key} is missing`)
  const read = await readBytes(runtime.objects, key, MAX_UPLOAD_BYTES)
  if (!read.ok || read.sha256 !== upload.sha256) return no(`the original ${key} is not what it was`)
  // A fault of the measuring code is one of this file: it is told, and the others go on.
  const result = await recordings.measure(read.bytes, upload.fileName).catch((error: unknown) => ({
    ok: false as const,
    code: 'INTERNAL',
    message: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
  }))
  return result.ok
    ? { ok: true, legs: result.legs }
    : no(`the original ${key} can no longer be read: ${result.code}, ${result.message}`)
}

/** Measures originals and remembers the last one: the legs of a multi-sport file are asked for one after the other. */
export const openOriginals = (services: Services): OriginalLegs => {
  let last: { readonly uploadId: string; readonly original: Original } | null = null
  return async (uploadId) => {
    if (last?.uploadId !== uploadId) last = { uploadId, original: await measureOriginal(services, uploadId) }
    return last.original
  }
}
