import { demoSecrets, type Env } from '#server/platform/env.ts';
import { ok, warn, type Finding } from './finding.ts';

/** Settings that are well-formed and still not as they should be. Names alone are said, no values of secrets. */
export function examineSettings(env: Env, variables: Record<string, string | undefined>): Finding[] {
  return [
    ok(`settings: all that ${env.mode} needs are there`),
    ...(['LINK_KEYS', 'DATA_KEYS', 'CRON_KEY'] as const).map((name) => keyFinding(name, env, variables)),
    env.publicUrl.startsWith('https://')
      ? ok(`PUBLIC_URL: ${env.publicUrl}`)
      : warn(
          `PUBLIC_URL: links in messages begin with ${env.publicUrl}, which customers can’t trust or reach`,
          'set the https address that customers see',
        ),
    env.publicUrl.startsWith('https://') && env.trustedProxies === 0
      ? warn(
          'TRUSTED_PROXIES: none',
          'if a proxy of your own stands before Ledig, say how many: rate limits count its address otherwise',
        )
      : ok(`TRUSTED_PROXIES: ${env.trustedProxies}`),
    env.metricsToken === null
      ? warn('METRICS_TOKEN: not set, so /metrics is not there', 'set one to let a monitor read it')
      : ok('METRICS_TOKEN: set'),
  ];
}

function keyFinding(
  name: keyof typeof keysOfDemo,
  env: Env,
  variables: Record<string, string | undefined>,
): Finding {
  const given = variables[name];
  if (given === undefined || given === '' || given === keysOfDemo[name])
    return warn(
      `${name}: the demo’s, which everybody knows`,
      `make one of your own before ${env.publicUrl} is for customers`,
    );
  return ok(`${name}: set`);
}

const keysOfDemo = {
  LINK_KEYS: demoSecrets.linkKeys,
  DATA_KEYS: demoSecrets.dataKeys,
  CRON_KEY: demoSecrets.cronKey,
};
