/** The shapes of the server's answers by their short names. `schema.ts` is generated from `pipeline/http/openapi.json`; see the README. */
import type { components } from './schema'

export type Schemas = components['schemas']
export type Session = Schemas['Session']
export type SecondFactor = Schemas['SecondFactor']
export type Enrolment = Schemas['Enrolment']
export type Qr = Schemas['Qr']
export type Person = Schemas['Person']
export type About = Schemas['About']
export type Counts = Schemas['Counts']
export type Changes = Schemas['Changes']
export type Clock = Schemas['Clock']
export type Dictionaries = Schemas['Words']
export type DictionaryWord = Schemas['Word']
export type Organ = Schemas['Organ']
export type Finding = Schemas['Finding']
export type DeadlineView = Schemas['DeadlineView']
export type EventView = Schemas['EventView']
export type Receipt = Schemas['Receipt']
export type Role = Person['role']
/** [x, y, w, h] as fractions 0..1 of the upright page picture. */
export type Box = number[]
