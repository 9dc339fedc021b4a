/** A PUT that began before its address ended may still be running. */
const GRACE_MS = 10 * 60_000
const FIRST_LOOK_MS = 15_000
const LAST_LOOK_MS = 5 * 60_000

/** From then on nobody can send bytes to a signed address any more. */
export const closesAtMs = ({ urlExpiresAt }: { readonly urlExpiresAt: Date }): number => urlExpiresAt.getTime() + GRACE_MS

/** When a sweep asks the object store again for bytes that are awaited since `createdAt`: soon at first, later after a tenth of that time. */
export const nextLookForBytes = ({ createdAt }: { readonly createdAt: Date }, nowMs: number): Date =>
  new Date(nowMs + Math.min(LAST_LOOK_MS, Math.max(FIRST_LOOK_MS, (nowMs - createdAt.getTime()) / 10)))
