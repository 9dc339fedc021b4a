/** How long to wait after how many tries that failed: from a second to a minute, and a part of it by chance, so that not everybody comes at once. */
export const pauseMs = (tries: number): number => Math.min(60_000, 1_000 * 2 ** tries) * (1 + Math.random() / 4)
