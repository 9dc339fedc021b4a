import { z } from 'zod'

/** The address of a person at a partner; null for nobody. */
export const noticeEmail = z
  .email('must be a mail address')
  .max(254)
  .nullish()
  .transform((email) => email ?? null)
