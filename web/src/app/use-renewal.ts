import { useEffect, useMemo, useRef } from 'react'
import { pauseMs } from '../api/pause.ts'
import { type Renewal, renewal } from './renewal.ts'

/** Reads anew what a part of a screen shows, until it is read or that part is gone. */
export const useRenewal = (read: () => Promise<unknown>): Renewal => {
  const latest = useRef(read)
  useEffect(() => {
    latest.current = read
  })
  const made = useMemo(() => renewal(() => latest.current(), pauseMs), [])
  useEffect(() => made.end, [made])
  return made
}
