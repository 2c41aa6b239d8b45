import { z } from 'zod';
import { clientMessage } from './client-message.ts';
import { PROTOCOL_VERSION } from './protocol.ts';
import { serverMessage } from './server-message.ts';

/**
 * JSON Schema (draft 2020-12) of every message, by who says it. MessagePack's `bin`, which JSON has not, is marked
 * `"messagepack": "bin"`; where a schema gives a default the field may be left out.
 */
export function protocolSchema(): Readonly<Record<string, unknown>> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `oikos protocol, version ${PROTOCOL_VERSION}`,
    oneOf: [{ $ref: '#/$defs/client' }, { $ref: '#/$defs/server' }],
    $defs: { client: schemaOf(clientMessage, 'input'), server: schemaOf(serverMessage, 'output') },
  };
}

function schemaOf(messages: z.ZodType, io: 'input' | 'output'): unknown {
  // Which draft it is in stands above.
  return { ...z.toJSONSchema(messages, { io, unrepresentable: 'any' }), $schema: undefined };
}
