import type { Account } from './account.ts'

export const AVATAR_PATH = '/avatars/'

/** Everyone may see an avatar, so its address stays the same. */
export const avatarAddress = (publicUrl: string, photoId: string): string => `${publicUrl}${AVATAR_PATH}${photoId}`

/** Returns the address of an athlete's avatar, on the platform's present host. */
export const avatarUrlOf = ({ avatarPhotoId, avatarUrl }: Account, publicUrl: string): string | null =>
  avatarPhotoId && avatarUrl !== null ? avatarAddress(publicUrl, avatarPhotoId) : avatarUrl
