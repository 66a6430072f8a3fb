import { credentials } from "@grpc/grpc-js";
import engineServices from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engine from "@pulumi/pulumi/proto/engine_pb.js";

/** Shows lines on the rows of resources while the engine works on them; they are not kept. */
export function rowLog(engineAddress: string): (urn: string, line: string) => void {
  const client = new engineServices.EngineClient(engineAddress, credentials.createInsecure());
  return (urn, line) => {
    const request = new engine.LogRequest();
    request.setSeverity(engine.LogSeverity.INFO);
    request.setUrn(urn);
    request.setMessage(line);
    request.setEphemeral(true);
    // A line that does not arrive is no reason to stop work.
    client.log(request, () => {});
  };
}
