import { expect, it } from 'vitest'
import { readStravaList, sportOfListed } from './strava-list.ts'

const TODAY =
  'Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Max Heart Rate,Relative Effort,' +
  'Commute,Activity Private Note,Activity Gear,Filename,Athlete Weight,Bike Weight,Elapsed Time,Moving Time,Distance'

it('reads names, descriptions, gear and sports, and nothing of rows without a recording', () => {
  const list = readStravaList(
    `${TODAY}
1,"Mar 12, 2024, 6:00:00 PM","Evening ride, easy",Ride,"With Ben.
Then coffee.",3600,20.1,,,false,secret,Blue bike,activities/1.fit.gz,,,3600.0,3500.0,20100.0
2,"Mar 13, 2024, 7:00:00 AM",By hand,Run,,600,2,,,false,,,,,,600.0,600.0,2000.0
3,"Mar 14, 2024, 7:00:00 AM","",Run,,600,2,,,false,,,activities/3.gpx,,,600.0,600.0,2000.0`,
  )
  expect([...list]).toEqual([
    [
      'activities/1.fit.gz',
      { name: 'Evening ride, easy', description: 'With Ben.\nThen coffee.', gear: 'Blue bike', sport: 'RIDE' },
    ],
    ['activities/3.gpx', { name: null, description: null, gear: null, sport: 'RUN' }],
  ])
})

it('reads a list in another language by the places of its columns', () => {
  const list = readStravaList(
    `Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Beschreibung der Aktivität,Verstrichene Zeit,Distanz,Aktivitätsausrüstung,Dateiname,Distanz
1,"12.03.2024, 18:00:00",Feierabendrunde,Radfahrt,Schön,3600,"20,1",Rotes Rad,activities/1.tcx.gz,20100.0`,
  )
  expect([...list]).toEqual([
    ['activities/1.tcx.gz', { name: 'Feierabendrunde', description: 'Schön', gear: 'Rotes Rad', sport: null }],
  ])
})

it('reads the first generation of the list, and one whose columns were moved', () => {
  const old = readStravaList(
    'id,date,name,type,description,distance,commute,gear,filename\n1,2015-01-01 10:00:00,Old ride,Ride,,10,false,Bike,activities/1.gpx',
  )
  expect(old.get('activities/1.gpx')).toEqual({ name: 'Old ride', description: null, gear: 'Bike', sport: 'RIDE' })
  const moved = readStravaList('Filename;Activity Gear;Activity Name\nactivities/1.gpx;Shoes;A run')
  expect(moved.get('activities/1.gpx')).toMatchObject({ name: 'A run', gear: 'Shoes' })
})

it('reads nothing from another table', () => {
  expect(readStravaList('a,b\n1,2').size).toBe(0)
  expect(readStravaList('').size).toBe(0)
})

it.each([
  ['RUN', 'RIDE', 'RUN'],
  ['GRAVEL_RIDE', 'RIDE', 'GRAVEL_RIDE'],
  ['RIDE', 'OTHER', 'RIDE'],
  ['RIDE', 'VIRTUAL_RIDE', 'VIRTUAL_RIDE'],
  ['RUN', 'TRAIL_RUN', 'TRAIL_RUN'],
  ['WALK', 'TRAIL_RUN', 'WALK'],
  ['WORKOUT', 'ROW', 'ROW'],
  ['WORKOUT', 'OTHER', 'WORKOUT'],
  [null, 'SKI', 'SKI'],
] as const)('of what the list calls %s and the recording %s makes %s', (listed, recorded, sport) =>
  expect(sportOfListed(listed, recorded)).toBe(sport),
)
