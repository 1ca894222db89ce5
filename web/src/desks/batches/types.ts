/** The shapes this desk works with, by short names. */
import type { components } from '@/api/schema'

type S = components['schemas']
export type BatchView = S['BatchView']
export type BatchRow = S['BatchRow']
export type Batches = S['Batches']
export type BatchFile = S['BatchFile']
export type BatchLetter = S['BatchLetter']
export type SheetView = S['SheetView']
export type SplitSuggestion = S['SplitSuggestion']
export type SortOperation = S['SortOperation']
