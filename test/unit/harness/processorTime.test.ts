/**
 * The processor time of a layer counts everything once: what is there, what has ended, and what lost its parent.
 */
import assert from "node:assert/strict";
import { listProcesses, ProcessorTime, type ProcessTimes, readTimes } from "../../runner/processorTime.js";

const makeTimes = (pid: number, parent: number, times: Partial<ProcessTimes> = {}): ProcessTimes => ({
  pid,
  parent,
  startedAt: "1",
  own: 0,
  ofEnded: 0,
  ...times,
});

describe("the processor time of a layer", () => {
  it("is read from the system's line, whatever the program is called", () => {
    const line = `42 (a) b (c) S 7 1 1 0 -1 0 9 9 9 9 150 50 300 100 20 0 1 0 77 1 1`;
    assert.deepEqual(readTimes(line), { pid: 42, parent: 7, startedAt: "77", own: 2, ofEnded: 4 });
    if (process.platform === "linux") assert.ok(listProcesses().some(({ pid }) => pid === process.pid));
  });

  it("holds what is below it and nothing else, also what lost its parent", () => {
    const time = new ProcessorTime(10);
    const browser = makeTimes(11, 10, { own: 3 });
    const drawer = makeTimes(12, 11, { own: 5 });
    time.look([makeTimes(1, 0, { own: 99 }), makeTimes(10, 1, { own: 1 }), browser, drawer]);
    time.look([makeTimes(1, 0, { own: 99 }), makeTimes(10, 1, { own: 2 }), { ...drawer, parent: 1, own: 8 }]);
    assert.equal(time.seconds, 2 + 3 + 8);
  });

  it("counts once what ended and is told by the parent, and what nobody saw", () => {
    const time = new ProcessorTime(10);
    time.look([makeTimes(10, 1, { own: 1 }), makeTimes(11, 10, { own: 3 })]);
    // The child worked for one more second after the look, and another of two came and went.
    time.look([makeTimes(10, 1, { own: 1, ofEnded: 6 })]);
    assert.equal(time.seconds, 7);
  });

  it("takes a number that is given again for another process", () => {
    const time = new ProcessorTime(10);
    time.look([makeTimes(10, 1), makeTimes(11, 10, { own: 3 })]);
    time.look([makeTimes(10, 1, { ofEnded: 3 }), makeTimes(11, 1, { own: 50, startedAt: "2" })]);
    assert.equal(time.seconds, 3);
  });
});
