import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '../../..');

/** What people see, and what the server tells them, with the project's own compiler options. */
export function readProgram(): ts.Program {
  const configFile = path.join(root, 'tsconfig.json');
  const { config } = ts.readConfigFile(configFile, (file) => ts.sys.readFile(file)) as { config: object };
  const include = ['app', 'server/modules', 'server/web', 'server/texts'];
  const exclude = ['**/*.test.ts', '**/*.test.tsx', '**/*.fixtures.ts'];
  const { fileNames, options } = ts.parseJsonConfigFileContent({ ...config, include, exclude }, ts.sys, root);
  return ts.createProgram(fileNames, { ...options, incremental: false, tsBuildInfoFile: undefined });
}

/** The files of ours that may hold texts or ask for them: not the catalogues. */
export function isOurs(fileName: string): boolean {
  const file = path.relative(root, fileName);
  return /^(app|server\/(modules|web))\//.test(file);
}
