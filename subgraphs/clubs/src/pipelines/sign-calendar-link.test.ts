import { newId } from '@gruppetto/graph'
import { expect, it } from 'vitest'
import { CALENDAR_PATH, parseCalendarFile } from '../domain/calendar/link.ts'
import { isCurrentLink, signCalendarLink } from './sign-calendar-link.ts'

const own = { athleteId: newId('Athlete'), clubId: null }
const ofClub = { ...own, clubId: newId('Club') }
const parse = (path: string) => parseCalendarFile(path.slice(CALENDAR_PATH.length))

it('names the calendar, and is valid until it is renewed', () => {
  for (const scope of [own, ofClub]) {
    const link = parse(signCalendarLink(scope, 3, 'secret'))
    expect(link).toMatchObject(scope)
    if (link === null) throw new Error('the path was not read')
    expect(isCurrentLink(link, 3, 'secret')).toBe(true)
    expect(isCurrentLink(link, 4, 'secret')).toBe(false)
    expect(isCurrentLink(link, 3, 'another')).toBe(false)
  }
})

it('opens nothing but what it was made for', () => {
  const path = signCalendarLink(ofClub, 0, 'secret')
  const club = parse(path.replace(ofClub.clubId, newId('Club')))
  const all = parse(path.replace(ofClub.clubId, 'all'))
  const other = parse(path.replace(own.athleteId, newId('Athlete')))
  for (const link of [club, all, other]) expect(link !== null && isCurrentLink(link, 0, 'secret')).toBe(false)
})

it('is refused when it is no path of a calendar', () => {
  const path = signCalendarLink(own, 0, 'secret')
  for (const wrong of [
    '',
    '.',
    'x.ics',
    path.replace('.ics', ''),
    `${path}.ics`,
    path.replace('all', 'none'),
    '/calendars/..%2f',
  ])
    expect(parse(wrong)).toBeNull()
  const cut = parse(`${CALENDAR_PATH}${own.athleteId}.all..ics`)
  expect(cut !== null && isCurrentLink(cut, 0, 'secret')).toBe(false)
})
