/** True for MongoDB's refusal of a second row under a unique index. */
export const isDuplicateKey = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 11_000
