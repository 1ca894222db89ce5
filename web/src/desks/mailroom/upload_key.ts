/**
 * The key of a delivery, made of what the computer knows of the file, so that the same file offered twice is one arrival, also after a reload.
 * FNV-1a of 128 bits: `crypto.subtle` is not there on plain http, and the key has to tell files apart, not to keep a secret.
 */
const OFFSET = BigInt('0x6c62272e07bb014262b821756295c58d')
const PRIME = BigInt('0x0000000001000000000000000000013b')
const MASK = (BigInt(1) << BigInt(128)) - BigInt(1)

export interface FileMarks {
  name: string
  size: number
  lastModified: number
}

/** `again` names the rejected arrival this file shows anew, or the batch it goes into: the same file may then be sent a second time. */
export function uploadKey(file: FileMarks, again = ''): string {
  let hash = OFFSET
  for (const byte of new TextEncoder().encode([file.name, file.size, file.lastModified, again].join('\n'))) {
    hash = ((hash ^ BigInt(byte)) * PRIME) & MASK
  }
  return hash.toString(16).padStart(32, '0')
}
