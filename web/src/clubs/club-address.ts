const CLUB_ID = /^club_[0-9a-z]{26}$/

/** What an address names a club by: its slug, or its id where who is invited to a secret club knows nothing else of it. */
export const namedBy = (part: string): { readonly id: string | null; readonly slug: string | null } =>
  CLUB_ID.test(part) ? { id: part, slug: null } : { id: null, slug: part }
