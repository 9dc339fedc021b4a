import { killClubs } from '../src/kill/kill-clubs.ts'

killClubs()
