import type { TestProject } from 'vitest/node';
import { generateClient } from '#scripts/generate-client.mjs';
import { urlOfDatabase } from '#scripts/database-connection.ts';
import { prepareJobStore } from './job-store.ts';
import { startTestServer, type TestServer } from './test-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testServer: Pick<TestServer, 'adminUrl' | 'templateName'> | { fault: string };
  }
}

/** Vitest runs this once before any test file, also when only one file was asked for. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  generateClient();
  try {
    const { adminUrl, templateName, stop } = await startTestServer();
    await prepareJobStore(urlOfDatabase(adminUrl, templateName));
    project.provide('testServer', { adminUrl, templateName });
    return stop;
  } catch (error) {
    // Tests of pure rules run all the same; those that ask for a database fail with this.
    project.provide('testServer', { fault: error instanceof Error ? error.message : String(error) });
    return () => Promise.resolve();
  }
}
