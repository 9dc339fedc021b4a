import { photosOf } from '../src/offline/photos.ts'
import { keptSession } from '../src/offline/store.ts'

/** So many photos are kept, the latest that were seen, none of them larger: 40 MB at most. */
const MOST = 100
const MOST_BYTES = 400_000

/** Whether an address of the platform is that of a photo or an avatar. */
export const isPhoto = (pathname: string): boolean => /^\/(photos|avatars)\//.test(pathname)

const sizeOf = async (answer: Response): Promise<number> =>
  Number(answer.headers.get('content-length') ?? (await answer.clone().blob()).size)

const keep = async (tag: string, path: string, answer: Response): Promise<void> => {
  if ((await sizeOf(answer)) > MOST_BYTES) return
  const cache = await caches.open(photosOf(tag))
  await cache.put(path, answer)
  const kept = await cache.keys()
  for (const oldest of kept.slice(0, Math.max(0, kept.length - MOST))) await cache.delete(oldest)
  // The session has ended meanwhile, and what it has seen is gone with it.
  if ((await keptSession())?.tag !== tag) await caches.delete(photosOf(tag))
}

/**
 * Answers a photo as it is now; without a network as it was when this session saw it last. Its address has a signature that changes, so it is kept by
 * its path. `later` waits for what is done after the answer.
 */
export const photo = async (request: Request, later: (work: Promise<void>) => void): Promise<Response> => {
  const path = new URL(request.url).pathname
  const session = await keptSession()
  try {
    const answer = await fetch(request)
    // A browser without room keeps none.
    if (answer.ok && session !== null) later(keep(session.tag, path, answer.clone()).catch(() => undefined))
    return answer
  } catch {
    const kept = session === null ? undefined : await (await caches.open(photosOf(session.tag))).match(path)
    return kept ?? Response.error()
  }
}
