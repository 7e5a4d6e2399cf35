/** Runs long work a slice at a time, so that other messages pass in between. @param later runs a step in its turn */
export function sliced<T>(steps: Generator<void, T>, later: (step: () => void) => void): Promise<T> {
  return new Promise((done, fail) => {
    const step = () => {
      try {
        const next = steps.next();
        if (next.done) done(next.value);
        else later(step);
      } catch (error) {
        fail(error);
      }
    };
    step();
  });
}
