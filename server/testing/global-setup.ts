import type { TestProject } from 'vitest/node';
import { generateClient } from '#scripts/generate-client.mjs';
import { startTestServer, type TestServer } from './test-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testServer: Pick<TestServer, 'adminUrl' | 'templateName'>;
  }
}

/** Vitest runs this once before any test file, also when only one file was asked for. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  generateClient();
  const { adminUrl, templateName, stop } = await startTestServer();
  project.provide('testServer', { adminUrl, templateName });
  return stop;
}
