/**
 * Resolves to the result of `work`, or of `late` when `work` takes longer than `ms`. `work` itself goes on, and a later error in
 * it is ignored. The timer does not keep the process alive.
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
