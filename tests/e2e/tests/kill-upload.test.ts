import { killUpload } from '../src/kill/kill-upload.ts'

killUpload()
