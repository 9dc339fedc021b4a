// Adds to package-lock.json the optional packages for other machines that `npm install` left out, so that `npm ci` finds every optional
// dependency in it. Run it after `npm install` has changed the lockfile: node scripts/complete-lockfile.mjs
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))
const machine = {
  os: [/darwin/, /win32|windows/, /linux/, /android/],
  cpu: [/arm64/, /x64|64$/],
}
const osNames = ['darwin', 'win32', 'linux', 'android']
const cpuNames = ['arm64', 'x64']

let added = 0
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const os = osNames[machine.os.findIndex((pattern) => pattern.test(name))]
    const cpu = cpuNames[machine.cpu.findIndex((pattern) => pattern.test(name))]
    const known = lock.packages[`${place}/node_modules/${name}`] ?? lock.packages[`node_modules/${name}`]
    if (known !== undefined || os === undefined || cpu === undefined || !/^\d/.test(version)) continue
    const libc = name.endsWith('-musl') ? { libc: ['musl'] } : {}
    lock.packages[`node_modules/${name}`] = { version, cpu: [cpu], dev: entry.dev, ...libc, optional: true, os: [os] }
    added += 1
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added} added`)
