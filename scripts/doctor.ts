import { examine } from './doctor/examine.ts';
import { installedVariables } from './installed-env.ts';

// `npm run --silent doctor`: looks whether everything is as it must be, and says in a line each what is not. Changes nothing, and prints
// no secret. Ends with 1 when something keeps Ledig from working.

const findings = await examine(await installedVariables());
for (const { state, what, todo } of findings) {
  console.log(`${state.padEnd(4)}  ${what}${todo === undefined ? '' : ` -> ${todo}`}`);
}
process.exit(findings.some(({ state }) => state === 'FAIL') ? 1 : 0);
