/** Takes a batch of jobs. Never throws: that would retry the whole batch, acknowledged messages included. */
export function takeBatch(batch: MessageBatch): void {
  for (const message of batch.messages) {
    // No kind of job exists yet: whatever stands on the queue comes from another version.
    console.error(JSON.stringify({ event: "job-unknown", queue: batch.queue, id: message.id }));
    message.ack();
  }
}
