// Loaded before a process of the storm: its clock is CLOCK_SKEW_MS ahead, or behind when that is negative. Dates of before and after are of one
// class, so nothing can tell.
const skewMs = Number(process.env.CLOCK_SKEW_MS ?? 0)
if (skewMs !== 0) {
  const RealDate = Date
  const realNow = RealDate.now
  RealDate.now = () => realNow() + skewMs
  const SkewedDate = new Proxy(RealDate, {
    apply: () => new RealDate(RealDate.now()).toString(),
    construct: (_target, parts, wanted) =>
      Reflect.construct(RealDate, parts.length === 0 ? [RealDate.now()] : parts, wanted === SkewedDate ? RealDate : wanted),
  })
  RealDate.prototype.constructor = SkewedDate
  globalThis.Date = SkewedDate
}
