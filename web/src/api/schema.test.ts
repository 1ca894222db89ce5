// @vitest-environment node
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'
import { expect, test } from 'vitest'

test('The generated types are those of the description of the API (npm run schema)', async () => {
  const description = pathToFileURL(resolve(__dirname, '../../../pipeline/http/openapi.json'))
  const fresh = astToString(await openapiTS(description))
  const kept = readFileSync(resolve(__dirname, 'schema.ts'), 'utf8')
  expect(kept.endsWith(fresh), 'schema.ts is stale: run npm run schema').toBe(true)
})
