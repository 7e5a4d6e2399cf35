import { z } from 'zod';
import type { Route } from './route.ts';
import { errorSchema } from './schemas.ts';

/** OpenAPI 3.1 of the routes, out of the schemas that check what comes in. */
export function openapiOf(routes: readonly Route[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:([a-z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'oktsec', version },
    paths,
    components: {
      schemas: { Error: jsonOf(errorSchema, 'output') },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        signature: { type: 'apiKey', in: 'header', name: 'Oktsec-Signature' },
      },
    },
  };
}

function operationOf(route: Route): object {
  const { access, answers } = route;
  const responses = Object.fromEntries(
    Object.entries(answers).map(([status, { what, schema }]) => [
      status,
      {
        description: what,
        ...(schema === undefined ? {} : { content: { 'application/json': { schema: jsonOf(schema, 'output') } } }),
      },
    ]),
  );
  return {
    summary: route.summary,
    security: access === 'public' ? [] : access === 'mailbox' ? [{ signature: [] }, { token: [] }] : [{ token: [] }],
    ...(typeof access === 'string' ? {} : { 'x-oktsec-scope': access.scope }),
    parameters: [...pathParameters(route.path), ...queryParameters(route.query)],
    ...(route.body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: jsonOf(route.body, 'input') } } } }),
    responses: {
      ...responses,
      default: {
        description: 'refused',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  };
}

function pathParameters(path: string): object[] {
  return [...path.matchAll(/:([a-z]+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(query: z.ZodType | undefined): object[] {
  const schema =
    query === undefined
      ? undefined
      : (jsonOf(query, 'input') as { properties?: Record<string, object>; required?: string[] });
  return Object.entries(schema?.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    required: schema?.required?.includes(name) === true,
    schema: property,
  }));
}

function jsonOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return json;
}
