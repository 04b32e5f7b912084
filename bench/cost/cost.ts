import { measureActs } from "./acts.ts";
import { startMeter } from "./meter.ts";
import { startMeasuredSite } from "./site.ts";

export async function benchCost(): Promise<void> {
  const meter = await startMeter();
  const site = await startMeasuredSite(meter.between);
  try {
    console.log(JSON.stringify(await measureActs(site, meter), null, 1));
  } finally {
    await site.stop();
    await meter.stop();
  }
}
