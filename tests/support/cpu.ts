/** Ms of processor time that this process has used, so that a bound holds on a busy machine, too. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
