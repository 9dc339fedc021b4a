import { createHmac, timingSafeEqual } from 'node:crypto'

const macOf = (path: string, until: string, secret: string): Buffer =>
  createHmac('sha256', secret).update(`link:${until}:${path}`).digest().subarray(0, 24)

/** Returns a path that opens without a sign-in until an instant. Whoever has the link may open it. */
export const signedPath = (path: string, secret: string, untilMs: number): string => {
  const until = untilMs.toString(36)
  return `${path}?until=${until}&signature=${macOf(path, until, secret).toString('base64url')}`
}

/** Whether a request's path was signed here, and its time is not over. */
export const isSignedPath = (
  path: string,
  { until, signature }: Readonly<Record<string, string>>,
  secret: string,
  nowMs: number,
): boolean => {
  if (until === undefined || signature === undefined || !(Number.parseInt(until, 36) > nowMs)) return false
  const [given, expected] = [Buffer.from(signature, 'base64url'), macOf(path, until, secret)]
  return given.length === expected.length && timingSafeEqual(given, expected)
}
