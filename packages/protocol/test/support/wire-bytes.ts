import { collectMethod, conductMethod } from '../../src/wire/services.ts';

/** How the messages of each direction become bytes. */
export const wireBytes = {
  controlRequest: { serialize: conductMethod.requestSerialize, deserialize: conductMethod.requestDeserialize },
  controlReply: { serialize: conductMethod.responseSerialize, deserialize: conductMethod.responseDeserialize },
  collectorFrame: { serialize: collectMethod.requestSerialize, deserialize: collectMethod.requestDeserialize },
  resultsFrame: { serialize: collectMethod.responseSerialize, deserialize: collectMethod.responseDeserialize },
} as const;
