import fc from "fast-check";

// The same few values for each mutant: what kills it once kills it again. A test that asks for many values itself is
// given what a fifth of a second holds.
fc.configureGlobal({ seed: 1, numRuns: 25, interruptAfterTimeLimit: 200 });
