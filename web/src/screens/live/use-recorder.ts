import { useEffect, useState } from 'react'
import { commitMutation, graphql, useRelayEnvironment } from 'react-relay/hooks'
import type { useRecorderMutation } from '#relay/useRecorderMutation'
import type { GraphqlError } from '../../api/graphql-error.ts'
import { errorsOf } from '../../api/wrong.ts'
import { canLocate } from '../../app/where.ts'
import { openWaiting, type Position, type Waiting } from './waiting-positions.ts'

const RECORD = graphql`
  mutation useRecorderMutation($id: ID!, $positions: [PositionInput!]!) {
    recordPositions(liveSessionId: $id, positions: $positions) {
      id
      status
      track
      position {
        at
        latitude
        longitude
        distanceMeters
        elapsedSeconds
        speedMps
        heartRateBpm
        powerWatts
      }
    }
  }
`

export type Recorder = 'ASKING' | 'ON' | 'DENIED' | 'ABSENT'

const SEND_EVERY_MS = 5_000
/** What was refused with these is not taken the next time either. */
const FOR_GOOD = new Set(['BAD_USER_INPUT', 'CONFLICT', 'NOT_FOUND', 'FORBIDDEN'])

const isForGood = (errors: readonly GraphqlError[]): boolean =>
  errors.some(({ extensions }) => FOR_GOOD.has(extensions?.code ?? ''))

const positionOf = ({ timestamp, coords }: GeolocationPosition): Position => ({
  at: new Date(timestamp).toISOString(),
  latitude: coords.latitude,
  longitude: coords.longitude,
  altitudeMeters: coords.altitude,
})

/** Keeps the screen on, where the browser does that, since it gives no positions in the dark. Returns what lets it go. */
const keepAwake = (): (() => void) => {
  let lock: { release(): Promise<void> } | null = null
  let isOver = false
  const take = () => {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    navigator.wakeLock.request('screen').then(
      (taken) => {
        if (isOver) void taken.release()
        else lock = taken
      },
      () => undefined,
    )
  }
  take()
  document.addEventListener('visibilitychange', take)
  return () => {
    isOver = true
    document.removeEventListener('visibilitychange', take)
    void lock?.release()
  }
}

/** Sends where this device is, while the page is open and `isOn`. Says how that goes, and how many positions wait to be sent. */
export const useRecorder = (sessionId: string, isOn: boolean): { readonly state: Recorder; readonly waiting: number } => {
  const environment = useRelayEnvironment()
  const [state, setState] = useState<Recorder>('ASKING')
  const [count, setCount] = useState(0)
  useEffect(() => {
    if (!isOn) return
    if (!canLocate()) return setState('ABSENT')
    const waiting: Waiting = openWaiting(localStorage, sessionId)
    let isSending = false
    const send = () => {
      const positions = waiting.next()
      if (isSending || positions.length === 0) return
      isSending = true
      const over = (isDone: boolean) => {
        isSending = false
        if (isDone) waiting.done(positions)
        setCount(waiting.count())
      }
      commitMutation<useRecorderMutation>(environment, {
        mutation: RECORD,
        variables: { id: sessionId, positions: [...positions] },
        onCompleted: (_answer, errors) => {
          const refusals = (errors ?? []) as unknown as readonly GraphqlError[]
          over(refusals.length === 0 || isForGood(refusals))
        },
        onError: (error) => over(isForGood(errorsOf(error))),
      })
    }
    const watch = navigator.geolocation.watchPosition(
      (position) => {
        setState('ON')
        waiting.add(positionOf(position))
        setCount(waiting.count())
      },
      ({ code, PERMISSION_DENIED }) => {
        if (code === PERMISSION_DENIED) setState('DENIED')
      },
      { enableHighAccuracy: true, maximumAge: 0 },
    )
    const timer = setInterval(send, SEND_EVERY_MS)
    const sleep = keepAwake()
    return () => {
      navigator.geolocation.clearWatch(watch)
      clearInterval(timer)
      send()
      sleep()
    }
  }, [environment, sessionId, isOn])
  return { state, waiting: count }
}
