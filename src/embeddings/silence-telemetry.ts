/**
 * Switches off what ONNX Runtime tells its makers. From 1.29 on its builds for Linux and macOS send facts about the
 * machine and each model over the network, and keep a device id and a database below the home folder; this variable is
 * the one way out, and is read once, when its library is loaded. To be called on the main thread: a worker's
 * environment is a copy that native code does not see.
 */
export function silenceTelemetry(): void {
  process.env.ORT_DISABLE_TELEMETRY = '1';
}
