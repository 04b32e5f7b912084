import { handOver, installPackages } from "./bootstrap.mjs";

installPackages();
handOver("workers/local/start.ts", process.argv.slice(2), { stoppable: true });
