import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { bytesSchema, contract } from '../../contract/index.js'
import { isPublic } from './public-calls.js'

/** Every refusal: a stable code and a sentence. */
const errorSchema = {
  type: 'object',
  properties: { code: { type: 'string' }, message: { type: 'string' }, data: {} },
  required: ['code', 'message'],
} as const

/** The OpenAPI document of the REST API, made from the contract. */
export async function openApiDocument(version: string): Promise<unknown> {
  const zodConverter = new ZodToJsonSchemaConverter()
  const generator = new OpenAPIGenerator({
    schemaConverters: [
      {
        // Bytes: the one schema that JSON Schema has no type for.
        condition: (schema) => schema === bytesSchema,
        convert: () => [true, { type: 'string', contentMediaType: 'application/octet-stream' }],
      },
      zodConverter,
    ],
  })
  const document = await generator.generate(contract, {
    filter: ({ contract: procedure }) => isPublic(procedure),
    info: {
      title: 'CWMP Workbench',
      version,
      description:
        'See, record and edit TR-069 (CWMP) traffic. The same contract as the user interface uses.',
    },
    servers: [{ url: '/api' }],
    security: [{ bearer: [] }],
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    customErrorResponseBodySchema: () => ({ ...errorSchema, required: [...errorSchema.required] }),
  })
  return document
}
