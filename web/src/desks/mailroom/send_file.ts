/** One file on its way. Not through `fetch`, which tells nothing about bytes that have left. */
import type { ArrivalRow, Problem } from './types'
import type { Answer, Upload } from './upload_queue'

function addressOf(base: string, upload: Upload): string {
  if (upload.batch.into) return `${base}/batches/${encodeURIComponent(upload.batch.into)}/files`
  const query = new URLSearchParams({ received: upload.batch.received })
  if (upload.batch.posted) query.set('posted', upload.batch.posted)
  if (upload.batch.channel) query.set('channel', upload.batch.channel)
  if (upload.batch.again) query.set('again', upload.batch.again)
  return `${base}/uploads?${query.toString()}`
}

function answerOf(request: XMLHttpRequest): Answer {
  let body: unknown = null
  try {
    body = JSON.parse(request.responseText)
  } catch {
    body = null // a proxy's page: the status has to do
  }
  const good = request.status === 200 || request.status === 201
  if (good && body) return { status: request.status, row: body as ArrivalRow, problem: null }
  const problem = { status: request.status, code: `http.${request.status}`, title: '', detail: '', ...(body as Partial<Problem> | null) }
  return { status: request.status, row: null, problem }
}

export function sendFile(base: string, csrf: () => string, upload: Upload, onBytes: (sent: number) => void): Promise<Answer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', addressOf(base, upload))
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader('X-CSRF-Token', csrf())
    request.setRequestHeader('Idempotency-Key', upload.key)
    request.setRequestHeader('X-File-Name', encodeURIComponent(upload.file.name))
    request.upload.onprogress = (event) => onBytes(Math.min(event.loaded, upload.file.size))
    request.onload = () => resolve(answerOf(request))
    request.onerror = () => resolve(null)
    request.ontimeout = () => resolve(null)
    request.send(upload.file)
  })
}
