import { defineNotice } from './define-notice.ts'

/** The week that has ended. `social-write-digests` writes it, with a mail that says more than the sentence. */
export const digest = defineNotice({
  kind: 'DIGEST',
  on: [],
  defaults: { push: false, mail: true, personas: { SOLO_ATHLETE: { mail: false } } },
  notify: () => [],
  sentence: ({ summary }: { readonly summary?: string }) => `Your week: ${summary ?? 'see what happened'}`,
})
