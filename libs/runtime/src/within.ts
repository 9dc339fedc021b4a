/**
 * What `work` resolves to, or what `late` returns (or throws) where that takes longer than `ms`. The work itself goes on; its error after that
 * is ignored. The timer keeps no process alive.
 */
export const within = async <T, Late>(ms: number, work: Promise<T>, late: () => Late): Promise<T | Late> => {
  let timer: NodeJS.Timeout | undefined
  const isLate = new Promise<'LATE'>((resolve) => {
    timer = setTimeout(resolve, ms, 'LATE')
    timer.unref()
  })
  try {
    const first = await Promise.race([work.then((value) => ({ value })), isLate])
    return first === 'LATE' ? late() : first.value
  } finally {
    clearTimeout(timer)
  }
}
