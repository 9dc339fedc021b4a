const PHOTOS = 'photos:'

/** The cache of the photos that a session has seen, which the service worker fills. */
export const photosOf = (tag: string): string => `${PHOTOS}${tag}`

/** Forgets the photos of all sessions but one. */
export const forgetPhotos = async (but: string | null): Promise<void> => {
  try {
    const gone = (await caches.keys()).filter((name) => name.startsWith(PHOTOS) && (but === null || name !== photosOf(but)))
    await Promise.all(gone.map((name) => caches.delete(name)))
  } catch {
    // Without a secure address there are no caches.
  }
}
