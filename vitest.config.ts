import { defineConfig } from 'vitest/config';
import { Again } from './test/again.ts';

export default defineConfig({
  test: {
    globalSetup: ['test/build.ts'],
    include: ['test/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 600_000,
    // Real processes on a busy shared machine: .ci/run says how many tests needed another go.
    reporters: ['default', new Again()],
    retry: process.env['CI'] === undefined ? 0 : 2,
  },
});
