// Preloaded into a process to see how long its main thread was away: the longest gap between two ticks of a 1 ms timer
// in the first second, in wall time and in CPU time of this very thread (which leaves out what other programs took).
const { writeFileSync } = require('node:fs');

const until = performance.now() + 1100;
const wall = [];
const cpu = [];
let lastWall;
let lastCpu;

function threadMicros() {
  const used = process.threadCpuUsage ? process.threadCpuUsage() : process.cpuUsage();
  return used.user + used.system;
}

const ticking = setInterval(() => {
  const now = performance.now();
  const used = threadMicros();
  if (lastWall !== undefined) {
    wall.push([now, now - lastWall - 1]);
    cpu.push([now, (used - lastCpu) / 1000]);
  }
  lastWall = performance.now();
  lastCpu = threadMicros();
  if (now > until) clearInterval(ticking);
}, 1);
ticking.unref();

process.on('exit', () => {
  const worst = (gaps) => gaps.reduce((most, gap) => (gap[1] > most[1] ? gap : most), [0, 0]);
  writeFileSync(process.env.STALL_REPORT, JSON.stringify({ wall: worst(wall), cpu: worst(cpu), ticks: wall.length }));
});
