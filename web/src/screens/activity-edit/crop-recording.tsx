import './crop-recording.css'
import { useEffect, useMemo, useRef, useState } from 'react'
import { graphql, useLazyLoadQuery } from 'react-relay/hooks'
import type { cropRecordingMutation } from '#relay/cropRecordingMutation'
import type { cropRecordingQuery } from '#relay/cropRecordingQuery'
import { useRouter } from '../../app/router.tsx'
import { useSend } from '../../app/use-send.ts'
import { linePath, placeScale } from '../../design/chart-scale.ts'
import { Button } from '../../design/parts.tsx'
import type { Point } from '../../design/polyline.ts'
import { useToast } from '../../design/toasts.tsx'
import { boxOf } from '../../map/geo.ts'
import { WorldMap } from '../../map/map.tsx'
import type { Things } from '../../map/things.ts'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { metersAt, type Part, placesOf, seenOf, type Track, withEnd } from './kept.ts'
import own from './texts.ts'

interface CropRecordingProps {
  readonly id: string
  /** Whether nobody else sees the activity. */
  readonly isForMe: boolean
}

const [WIDTH, HEIGHT] = [600, 100]
/** The first of them that was recorded is drawn behind the handles. */
const DRAWN = ['ALTITUDE', 'SPEED', 'HEART_RATE'] as const

/** Two handles over the whole recording choose the part of it that counts, with what is left of it and what others see of that. */
export default function CropRecording({ id, isForMe }: CropRecordingProps) {
  const t = useTexts(own)
  const { clock, distance } = useMeasures()
  const say = useToast()
  const { go } = useRouter()
  const { activity, viewer } = useLazyLoadQuery<cropRecordingQuery>(
    graphql`
      query cropRecordingQuery($id: ID!) {
        activity(id: $id) {
          id
          crop {
            fromSeconds
            toSeconds
          }
          streams(
            channels: [TIME, DISTANCE, LATITUDE, LONGITUDE, ALTITUDE, SPEED, HEART_RATE]
            maxPoints: 1200
            whole: true
          ) {
            channels {
              channel
              samples
            }
          }
        }
        viewer {
          privacy {
            hideStartEndMeters
            zones {
              id
            }
          }
        }
      }
    `,
    { id },
    { fetchPolicy: 'network-only' },
  )
  const { send, isBusy, wrong } = useSend<cropRecordingMutation>(graphql`
    mutation cropRecordingMutation($id: ID!, $crop: CropInput) {
      cropActivity(id: $id, crop: $crop) {
        id
        ...crop_activity
        ...head_activity
      }
    }
  `)

  // The button that has opened this is gone, and with it the focus.
  const start = useRef<HTMLInputElement>(null)
  useEffect(() => start.current?.focus({ preventScroll: true }), [])

  const channels = activity?.streams?.channels
  const recorded = useMemo(() => {
    const of = (name: string) => channels?.find(({ channel }) => channel === name)?.samples ?? []
    const [latitude, longitude, time] = [of('LATITUDE'), of('LONGITUDE'), of('TIME')]
    const places = time.map((_, index): Point | null => {
      const [north, east] = [latitude[index], longitude[index]]
      return north == null || east == null ? null : [north, east]
    })
    const track: Track = { time, distance: of('DISTANCE'), places }
    const values = DRAWN.map(of).find((samples) => samples.some((value) => value !== null)) ?? []
    return { track, values, seconds: time.at(-1) ?? 0, box: boxOf(places.filter((place) => place !== null)) }
  }, [channels])
  const { track, seconds, box } = recorded

  const before: Part =
    activity?.crop == null ? { from: 0, to: seconds } : { from: activity.crop.fromSeconds, to: activity.crop.toSeconds }
  const [part, setPart] = useState(before)
  const hiddenMeters = viewer?.privacy.hideStartEndMeters ?? 0
  const seen = useMemo(() => seenOf(track, part, hiddenMeters), [track, part, hiddenMeters])

  const curve = useMemo(() => {
    const known = recorded.values.filter((value) => value !== null)
    const x = placeScale(0, recorded.seconds, 0, WIDTH)
    const y = placeScale(Math.min(...known), Math.max(...known), HEIGHT - 8, 8)
    return linePath(
      recorded.track.time.map((at, index) => {
        const value = recorded.values[index]
        return at === null || value == null ? null : ([x(at), y(value)] as const)
      }),
    )
  }, [recorded])

  const things = useMemo((): Things => {
    const whole = placesOf(track, { from: 0, to: Infinity })
    const kept = placesOf(track, part)
    const [start, end] = [kept[0], kept.at(-1)]
    return {
      lines: [
        { id: 'whole', of: whole, tone: 'ink', width: 3, opacity: 0.4 },
        { id: 'kept', of: kept, tone: 'ember', width: 5 },
        ...(seen === null || isForMe ? [] : [{ id: 'seen', of: placesOf(track, seen), tone: 'pine' as const, width: 5 }]),
      ],
      spots:
        start === undefined || end === undefined
          ? []
          : [
              { id: 'end', at: end, tone: 'ink' },
              { id: 'start', at: start, tone: 'pine' },
            ],
    }
  }, [track, part, seen, isForMe])

  if (activity == null || channels === undefined || seconds === 0) return <p>{t('cropNothing')}</p>

  /** Such as `12.4 km in 45:12`, or the time alone where no metres were measured. */
  const amount = ({ from, to }: Part): string => {
    const [first, last] = [metersAt(track, from), metersAt(track, to)]
    if (first === null || last === null || last === 0) return clock(to - from)
    return t('cropAmount', { distance: distance(last - first), time: clock(to - from) })
  }
  const place = (second: number): string => {
    const meters = metersAt(track, second)
    return meters === null || meters === 0 ? clock(second) : `${clock(second)} · ${distance(meters)}`
  }
  const others = (): string => {
    if (isForMe) return t('cropSeenByNobody')
    if (seen === null) return t('cropSeenNothing', { meters: distance(hiddenMeters) })
    if (hiddenMeters === 0) return t('cropSeenAll')
    return t('cropSeen', { amount: amount(seen), meters: distance(hiddenMeters) })
  }
  const isWhole = part.from === 0 && part.to === seconds
  const isSame = part.from === before.from && part.to === before.to
  const cut = (crop: { readonly fromSeconds: number; readonly toSeconds: number } | null) =>
    send(
      { id, crop },
      {
        // Everything of it is measured anew.
        updater: (store) => store.get(id)?.invalidateRecord(),
        done: () => {
          say(t(crop === null ? 'cropUndone' : 'cropDone'))
          go(hrefs.activity(id))
        },
      },
    )
  const handle = (end: 'from' | 'to') => (
    <input
      ref={end === 'from' ? start : undefined}
      type="range"
      aria-label={t(end === 'from' ? 'cropFrom' : 'cropTo')}
      aria-valuetext={place(part[end])}
      min={0}
      max={Math.ceil(seconds)}
      step={1}
      value={part[end]}
      disabled={isBusy}
      onChange={(event) => setPart(withEnd(part, end, Number(event.target.value), seconds))}
    />
  )
  /** What is cut from an end, to its edge; nothing where all of it counts. */
  const cutOf = (cutSeconds: number): string =>
    cutSeconds <= 0 ? '0' : `calc(var(--handle) / 2 + (100% - var(--handle)) * ${cutSeconds / seconds})`
  return (
    <div className="crop-recording">
      {box !== null && (
        <>
          <div className="crop-map">
            <WorldMap label={t('cropMap')} box={box} things={things} />
          </div>
          <ul className="crop-legend">
            {!isForMe && <li className="is-seen">{t('cropLegendSeen')}</li>}
            {(isForMe || hiddenMeters > 0) && <li className="is-kept">{t('cropLegendKept')}</li>}
            <li className="is-cut">{t('cropLegendCut')}</li>
          </ul>
        </>
      )}
      <div className="crop-handles" dir="ltr">
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path d={curve} />
        </svg>
        <div className="crop-track">
          <span className="crop-cut is-start" style={{ inlineSize: cutOf(part.from) }} />
          <span className="crop-cut is-end" style={{ inlineSize: cutOf(seconds - part.to) }} />
        </div>
        {handle('from')}
        {handle('to')}
      </div>
      <p className="crop-ends" dir="ltr">
        <span>{place(part.from)}</span>
        <span>{place(part.to)}</span>
      </p>
      <div aria-live="polite">
        <p className="crop-left">
          <strong>{amount(part)}</strong>{' '}
          {isWhole ? t('cropIsWhole') : t('cropLeft', { whole: amount({ from: 0, to: seconds }) })}
        </p>
        <p>{others()}</p>
      </div>
      {!isForMe && (viewer?.privacy.zones.length ?? 0) > 0 && <p className="edit-note">{t('cropZones')}</p>}
      <p className="edit-note">{t('cropOriginal')}</p>
      {(wrong.all !== null || Object.keys(wrong.fields).length > 0) && (
        <p className="edit-wrong" role="alert">
          {wrong.all ?? Object.values(wrong.fields).join(' ')}
        </p>
      )}
      <div className="edit-acts">
        <Button
          look="main"
          busy={isBusy}
          disabled={isSame}
          onClick={() => cut(isWhole ? null : { fromSeconds: part.from, toSeconds: part.to })}
        >
          {t('cropNow')}
        </Button>
        {activity.crop != null && (
          <Button look="outline" busy={isBusy} onClick={() => cut(null)}>
            {t('cropUndo')}
          </Button>
        )}
        {isBusy && <p role="status">{t('cropBusy')}</p>}
      </div>
    </div>
  )
}
