import fc from 'fast-check'
import { convertIcsCalendar, type IcsCalendar, type IcsEvent } from 'ts-ics'
import { describe, expect, it } from 'vitest'
import { type CalendarEntry, writeCalendar } from './write-calendar.ts'

const at = (instant: string): Date => new Date(instant)

const ride: CalendarEntry = {
  uid: 'evt_1@gruppetto.example',
  sequence: 3,
  createdAt: at('2026-09-01T08:00:00Z'),
  startsAt: at('2026-10-10T05:00:00Z'),
  endsAt: at('2026-10-10T08:30:00Z'),
  timeZone: 'Europe/Zurich',
  title: 'Saturday ride',
  description: null,
  place: null,
  position: null,
  status: 'CONFIRMED',
  isBusy: true,
}

const written = (...entries: readonly CalendarEntry[]): string => writeCalendar({ name: 'Club', entries })
const parsed = (...entries: readonly CalendarEntry[]): IcsCalendar => convertIcsCalendar(undefined, written(...entries))
const events = (...entries: readonly CalendarEntry[]): readonly IcsEvent[] => parsed(...entries).events ?? []

describe('a calendar', () => {
  it('is read by another parser as it was meant', () => {
    const [event] = events({
      ...ride,
      description: 'Bring lights; and a lock, please.\nNo drop.',
      place: 'Café \\ "Zur Post", Bern',
      position: { latitude: 46.94, longitude: 7.44 },
      status: 'TENTATIVE',
      isBusy: false,
    })
    expect(event).toMatchObject({
      uid: ride.uid,
      sequence: 3,
      summary: 'Saturday ride',
      description: 'Bring lights; and a lock, please.\nNo drop.',
      location: 'Café \\ "Zur Post", Bern',
      geo: '46.940000;7.440000',
      status: 'TENTATIVE',
      timeTransparent: 'TRANSPARENT',
      start: { date: ride.startsAt, local: { timezone: 'Europe/Zurich' } },
      end: { date: ride.endsAt },
    })
  })

  it('names a series once, with its rule in the zone of the event, and each date that differs beside it', () => {
    const series = {
      ...ride,
      series: { rule: 'FREQ=WEEKLY;BYDAY=SA', exceptMs: [Date.UTC(2026, 9, 31, 7)], besidesMs: [Date.UTC(2026, 10, 1, 7)] },
    }
    const moved = { ...ride, originalStartsAt: at('2026-11-07T06:00:00Z'), startsAt: at('2026-11-07T08:00:00Z'), endsAt: null }
    const text = written(series, moved, {
      ...ride,
      status: 'CANCELLED',
      originalStartsAt: at('2026-11-14T06:00:00Z'),
      startsAt: at('2026-11-14T06:00:00Z'),
    })
    // 07:00 before and after the change of the clocks.
    expect(text).toContain('DTSTART;TZID=Europe/Zurich:20261010T070000\r\n')
    expect(text).toContain('EXDATE;TZID=Europe/Zurich:20261031T070000\r\n')
    expect(text).toContain('RDATE;TZID=Europe/Zurich:20261101T070000\r\n')
    expect(text).toContain('RECURRENCE-ID;TZID=Europe/Zurich:20261107T070000\r\n')
    expect(text).toContain('RECURRENCE-ID;TZID=Europe/Zurich:20261114T070000\r\n')
    expect(text).toContain('STATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\n')
    expect(text.match(/BEGIN:VTIMEZONE/g)).toHaveLength(1)
    const [first, second] = events(series, moved)
    expect(first?.recurrenceRule).toMatchObject({ frequency: 'WEEKLY', byDay: [{ day: 'SA' }] })
    expect(first?.exceptionDates?.map(({ date }) => date)).toEqual([at('2026-10-31T06:00:00Z')])
    expect(second?.recurrenceId?.value.date).toEqual(moved.originalStartsAt)
    expect(second?.uid).toBe(first?.uid)
  })

  it('gives times in UTC where the clocks of the zone would not say which instant is meant', () => {
    expect(written({ ...ride, startsAt: at('2026-10-25T01:30:00Z') })).toContain('DTSTART:20261025T013000Z\r\n')
  })

  it('has no line of more than 75 octets, and loses no character, whatever is in the texts', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 300 }).map((one) => one.replaceAll(/\p{Cc}/gu, ' '))
    fc.assert(
      fc.property(text, text, (title, description) => {
        const calendar = written({ ...ride, title, description })
        for (const line of calendar.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        const unfolded = calendar.replaceAll('\r\n ', '')
        const unescaped = (name: string) =>
          unfolded
            .split('\r\n')
            .find((line) => line.startsWith(`${name}:`))
            ?.slice(name.length + 1)
            .replaceAll(/\\(.)/g, '$1')
        expect(unescaped('SUMMARY')).toBe(title)
        expect(unescaped('DESCRIPTION')).toBe(description)
      }),
    )
  })

  it('lets no text add a line of its own', () => {
    const title = 'Ride\r\nBEGIN:VALARM\nATTACH:http://evil.example\rEND:VALARM\u0000'
    const lines = written({ ...ride, title }).split('\r\n')
    expect(lines.filter((line) => /^(ATTACH|BEGIN:VALARM|END:VALARM)/.test(line))).toEqual([])
  })
})
