import './parts.css'
import { type ReactNode, useState } from 'react'
import { CardChoice, Pill, SelectField, Switch } from '../../design/fields.tsx'
import { Icon } from '../../design/icon.tsx'
import { LineChart } from '../../design/line-chart.tsx'
import { Avatar, Bar, Bone, Button, Choice, Dialog, Figures, Notice, TextArea, TextField } from '../../design/parts.tsx'
import type { Point } from '../../design/polyline.ts'
import { RoutePicture } from '../../design/route-picture.tsx'
import { StackChart } from '../../design/stack-chart.tsx'
import { useToast } from '../../design/toasts.tsx'
import type { Box } from '../../map/geo.ts'
import { WorldMap } from '../../map/map.tsx'
import { PlaceMap } from '../../map/place-map.tsx'
import type { Things } from '../../map/things.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

const COLOURS = [
  'paper',
  'surface',
  'sunken',
  'ink',
  'ink-soft',
  'pine',
  'pine-soft',
  'ember',
  'ember-soft',
  'gold',
  'gold-soft',
  'danger',
  'danger-soft',
  'line',
]
const SIZES = ['xs', 'sm', 'md', 'lg', 'xl', '2xl'] as const
const DAYS = Array.from({ length: 60 }, (_, day) => day)
const LINE = DAYS.map((day) => (day > 24 && day < 30 ? null : Math.round(40 + 20 * Math.sin(day / 6) + day / 3)))
const WEEKS = [
  [3, 5, 1],
  [2, 4, 2],
  [0, 0, 0],
  [4, 6, 3],
]
const LOOP = '_p~iF~ps|Uo}@oiA_pAwxAgdBcL{t@~iAbLndB~hBnxAjlAv`@b|@wq@'

const MAP_BOX: Box = { south: 46.9, west: 7.9, north: 47.6, east: 9.2 }
const MAP_HERE: Point = [47.22, 8.82]
const MAP_THINGS: Things = {
  lines: [
    {
      id: 'heat',
      of: Array.from({ length: 60 }, (_, i) => [47.05 + 0.12 * Math.sin(i / 9), 8.1 + i / 60] as const),
      heat: Array.from({ length: 60 }, (_, i) => (i % 20 === 9 ? null : i / 59)),
    },
    {
      id: 'plain',
      of: [
        [47.3, 8.1],
        [47.45, 8.3],
        [47.5, 8.6],
      ],
      tone: 'ember',
    },
  ],
  circles: [{ id: 'circle', around: [47.37, 8.9], radiusMeters: 5_000, tone: 'gold' }],
  spots: [
    { id: 'start', at: [47.3, 8.1] },
    { id: 'end', at: [47.5, 8.6], tone: 'ember', text: 'Ana' },
  ],
}

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="card is-padded part">
    <h2>{title}</h2>
    <div className="part-of">{children}</div>
  </section>
)

/** All parts of the design in all their states, for who draws a screen. */
export default function Parts() {
  const t = useTexts(own)
  const say = useToast()
  const [isOpen, setOpen] = useState(false)
  const [place, setPlace] = useState<Point | null>([47.37, 8.54])
  const [choice, setChoice] = useState<'week' | 'month' | 'year'>('week')
  const [isOn, setOn] = useState(true)
  const periods = [
    { value: 'week', text: t('week') },
    { value: 'month', text: t('month') },
    { value: 'year', text: t('year') },
  ] as const
  return (
    <div className="page parts">
      <title>{`${t('title')} · Gruppetto`}</title>
      <h1>{t('title')}</h1>
      <Part title={t('colours')}>
        {COLOURS.map((name) => (
          <figure key={name} className="part-colour">
            <span style={{ background: `var(--${name})` }} />
            <figcaption>{name}</figcaption>
          </figure>
        ))}
      </Part>
      <Part title={t('type')}>
        {SIZES.map((size) => (
          <p key={size} style={{ fontSize: `var(--text-${size})` }}>
            {size} · {t('sample')}
          </p>
        ))}
      </Part>
      <Part title={t('buttons')}>
        <Button look="main">{t('main')}</Button>
        <Button>{t('plain')}</Button>
        <Button look="outline">{t('outline')}</Button>
        <Button look="quiet">{t('quiet')}</Button>
        <Button look="danger">{t('danger')}</Button>
        <Button look="main" busy>
          {t('busy')}
        </Button>
        <Button disabled>{t('disabled')}</Button>
        <Button small icon="heart">
          {t('small')}
        </Button>
        <Button round icon="more">
          {t('round')}
        </Button>
      </Part>
      <Part title={t('fields')}>
        <TextField label={t('name')} placeholder="Ana Keller" />
        <TextField label={t('name')} hint={t('hint')} defaultValue="Ana" />
        <TextField label={t('name')} wrong={t('wrong')} defaultValue="A" />
        <TextArea label={t('text')} defaultValue={t('sample')} />
        <Choice label={t('period')} of={periods} value={choice} onChoose={setChoice} />
      </Part>
      <Part title={t('choices')}>
        <SelectField label={t('sport')} of={periods} value={choice} onChoose={setChoice} hint={t('hint')} />
        <SelectField label={t('sport')} of={periods} value={choice} onChoose={setChoice} wrong={t('wrong')} />
        <div className="part-wide">
          <Switch label={t('switch')} hint={t('hint')} on={isOn} onChange={setOn} />
          <Switch label={t('switch')} on={!isOn} onChange={(on) => setOn(!on)} />
          <Switch label={t('disabled')} on disabled onChange={() => undefined} />
        </div>
        <div className="pills">
          <Pill defaultChecked>{t('week')}</Pill>
          <Pill>{t('month')}</Pill>
          <Pill disabled>{t('disabled')}</Pill>
        </div>
        <div className="part-wide">
          <CardChoice
            label={t('period')}
            name="part"
            of={periods.map((each) => ({ ...each, more: t('sample') }))}
            value={choice}
            onChoose={setChoice}
          />
        </div>
      </Part>
      <Part title={t('charts')}>
        <div className="part-wide">
          <LineChart
            label={t('charts')}
            xs={DAYS}
            lines={[
              { name: t('main'), colour: '--pine', values: LINE, isFilled: true },
              {
                name: t('plain'),
                colour: '--gold',
                values: LINE.map((value) => (value === null ? null : value / 2)),
                isDashed: true,
              },
            ]}
            xTicks={[0, 20, 40].map((x) => ({ x, text: String(x) }))}
            writeX={String}
            writeY={(value) => String(Math.round(value))}
            from={{ x: 50 }}
            hasZero
          />
        </div>
        <div className="part-wide">
          <StackChart
            label={t('charts')}
            parts={['--pine', '--gold', '--ember'].map((name) => ({ name, colour: `var(${name})` }))}
            stacks={WEEKS.map((values, week) => ({
              key: String(week),
              tick: String(week),
              title: `${t('week')} ${week}`,
              values,
            }))}
            write={String}
          />
        </div>
      </Part>
      <Part title={t('figures')}>
        <Figures
          large
          of={[
            { name: 'km', value: '42.2' },
            { name: '/km', value: '4:52' },
            { name: 'm', value: '1,204' },
          ]}
        />
        <div className="part-wide">
          <Bar part={0.4} label="40 %" />
        </div>
        <div className="part-wide">
          <Bar part={1} label="100 %" />
        </div>
        <span className="chip">
          <Icon name="run" />
          {t('plain')}
        </span>
        <span className="chip is-pine">{t('main')}</span>
        <span className="chip is-ember">{t('danger')}</span>
        <span className="chip is-gold">{t('small')}</span>
        <span className="chip is-danger">{t('danger')}</span>
        <Avatar name="Ana Keller" url={null} size="large" />
        <Avatar name="Ben Okafor" url={null} />
        <Avatar square name="Sunday Gruppetto" url={null} size="large" />
        <Avatar name="Chloé" url="/nothing-is-here" size="small" />
      </Part>
      <Part title={t('route')}>
        <div className="part-wide route-ground">
          <RoutePicture polyline={LOOP} />
        </div>
      </Part>
      <Part title={t('map')}>
        <div className="part-wide part-map">
          <WorldMap label={t('map')} box={MAP_BOX} things={MAP_THINGS} here={MAP_HERE} />
        </div>
        <div className="part-wide">
          <PlaceMap label={t('place')} place={place} radiusMeters={400} onPlace={setPlace} />
        </div>
      </Part>
      <Part title={t('states')}>
        <div className="part-wide">
          <Notice kind="empty" icon="people" title={t('empty')}>
            {t('sample')}
          </Notice>
        </div>
        <div className="part-wide">
          <Notice kind="danger" icon="flag" title={t('failed')} action={<Button>{t('plain')}</Button>}>
            {t('sample')}
          </Notice>
        </div>
        <div className="part-wide">
          <Notice icon="cloud" title={t('offline')}>
            {t('sample')}
          </Notice>
        </div>
        <div className="part-wide part-bones">
          <Bone width="30%" />
          <Bone height="4rem" />
        </div>
        <Button onClick={() => setOpen(true)}>{t('dialog')}</Button>
        <Button onClick={() => say(t('sample'))}>{t('toast')}</Button>
        <Dialog title={t('dialog')} open={isOpen} onClose={() => setOpen(false)}>
          <p>{t('sample')}</p>
        </Dialog>
      </Part>
    </div>
  )
}
