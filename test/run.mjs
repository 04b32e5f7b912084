import { handOver, installPackages } from "../workers/local/bootstrap.mjs";

installPackages();
handOver("test/run.ts", process.argv.slice(2));
