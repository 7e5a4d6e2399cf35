import type { Counters } from './counters.ts';
import type { Intake } from './intake/intake.ts';
import type { Waiting } from './intake/waiting.ts';
import type { Route } from './route.ts';
import { ack } from './routes/ack.ts';
import { deleteAgent, getAgent, listAgents, putAgent } from './routes/agents.ts';
import { audit } from './routes/audit.ts';
import { dryRun } from './routes/dry-run.ts';
import { health } from './routes/health.ts';
import { message } from './routes/message.ts';
import { messages } from './routes/messages.ts';
import { metrics } from './routes/metrics.ts';
import { openapi } from './routes/openapi.ts';
import { quarantine } from './routes/quarantine.ts';
import { revokedKeys } from './routes/revoked-keys.ts';
import { scan } from './routes/scan.ts';
import type { Services } from './services.ts';

/** Every way into the API. */
export function allRoutes(services: Services, intake: Intake, waiting: Waiting, counters: Counters): readonly Route[] {
  const routes: Route[] = [
    message(intake),
    messages(services, waiting),
    ack(services),
    quarantine(services),
    scan(services, '/v1/scan'),
    scan(services, '/scan'),
    dryRun(services),
    listAgents(services),
    getAgent(services),
    putAgent(services),
    deleteAgent(services),
    revokedKeys(services),
    audit(services),
    health(services),
    metrics(services, counters, waiting),
    openapi(() => routes, services.version),
  ];
  return routes;
}
