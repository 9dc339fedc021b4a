import { kill, STAGES } from '../src/kill/kill.ts'

kill(STAGES.measuring)
