// Loaded into a server (`--import`): tells the process that started it how long each answer took, in wall clock and in
// processor time of all its threads, from the request's arrival until all of the answer was handed to the system.
import { subscribe } from 'node:diagnostics_channel';

const began = new WeakMap();

subscribe('http.server.request.start', ({ request }) => {
  began.set(request, { at: performance.now(), used: process.cpuUsage() });
});
subscribe('http.server.response.finish', ({ request, response }) => {
  const start = began.get(request);
  if (start === undefined) return;
  const millis = performance.now() - start.at;
  const { user, system } = process.cpuUsage(start.used);
  process.send?.({ target: request.url, status: response.statusCode, millis, processor: (user + system) / 1000 });
});
