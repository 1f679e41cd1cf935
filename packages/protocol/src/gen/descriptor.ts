import type { fromJSON } from '@grpc/proto-loader';

const json: object = {
 "nested": {
  "conductor": {
   "nested": {
    "v1": {
     "nested": {
      "ControlService": {
       "methods": {
        "Conduct": {
         "requestType": "ConductRequest",
         "requestStream": true,
         "responseType": "ConductResponse",
         "responseStream": true
        }
       }
      },
      "ConductRequest": {
       "oneofs": {
        "kind": {
         "oneof": [
          "greeting",
          "proof",
          "claimPlayer",
          "loadTrial",
          "armPhase",
          "startPhase",
          "endPhase",
          "stopTrial",
          "closeTrial",
          "heartbeat",
          "releasePlayer",
          "readClock",
          "settleSync",
          "permitReboot",
          "resumeTrial"
         ]
        }
       },
       "fields": {
        "run": {
         "type": "RunRef",
         "id": 1
        },
        "greeting": {
         "type": "Greeting",
         "id": 2
        },
        "proof": {
         "type": "Proof",
         "id": 3
        },
        "claimPlayer": {
         "type": "ClaimPlayer",
         "id": 4
        },
        "loadTrial": {
         "type": "LoadTrial",
         "id": 5
        },
        "armPhase": {
         "type": "ArmPhase",
         "id": 6
        },
        "startPhase": {
         "type": "StartPhase",
         "id": 7
        },
        "endPhase": {
         "type": "EndPhase",
         "id": 8
        },
        "stopTrial": {
         "type": "StopTrial",
         "id": 9
        },
        "closeTrial": {
         "type": "CloseTrial",
         "id": 10
        },
        "heartbeat": {
         "type": "Heartbeat",
         "id": 11
        },
        "releasePlayer": {
         "type": "ReleasePlayer",
         "id": 12
        },
        "readClock": {
         "type": "ReadClock",
         "id": 13
        },
        "settleSync": {
         "type": "SettleSync",
         "id": 14
        },
        "permitReboot": {
         "type": "PermitReboot",
         "id": 15
        },
        "resumeTrial": {
         "type": "ResumeTrial",
         "id": 16
        }
       }
      },
      "ConductResponse": {
       "oneofs": {
        "kind": {
         "oneof": [
          "greeting",
          "welcome",
          "refused",
          "playerClaimed",
          "trialLoaded",
          "phaseArmed",
          "phaseStarted",
          "phaseNotStarted",
          "stepsDone",
          "phaseFinished",
          "resultsAcknowledged",
          "trialStopped",
          "trialClosed",
          "heartbeatReply",
          "playerReleased",
          "clockReading",
          "syncReached",
          "rebootDue",
          "hostReturned"
         ]
        }
       },
       "fields": {
        "greeting": {
         "type": "Greeting",
         "id": 1
        },
        "welcome": {
         "type": "Welcome",
         "id": 2
        },
        "refused": {
         "type": "Refused",
         "id": 3
        },
        "playerClaimed": {
         "type": "PlayerClaimed",
         "id": 4
        },
        "trialLoaded": {
         "type": "TrialLoaded",
         "id": 5
        },
        "phaseArmed": {
         "type": "PhaseArmed",
         "id": 6
        },
        "phaseStarted": {
         "type": "PhaseStarted",
         "id": 7
        },
        "phaseNotStarted": {
         "type": "PhaseNotStarted",
         "id": 8
        },
        "stepsDone": {
         "type": "StepsDone",
         "id": 9
        },
        "phaseFinished": {
         "type": "PhaseFinished",
         "id": 10
        },
        "resultsAcknowledged": {
         "type": "ResultsAcknowledged",
         "id": 11
        },
        "trialStopped": {
         "type": "TrialStopped",
         "id": 12
        },
        "trialClosed": {
         "type": "TrialClosed",
         "id": 13
        },
        "heartbeatReply": {
         "type": "HeartbeatReply",
         "id": 14
        },
        "playerReleased": {
         "type": "PlayerReleased",
         "id": 15
        },
        "clockReading": {
         "type": "ClockReading",
         "id": 16
        },
        "syncReached": {
         "type": "SyncReached",
         "id": 17
        },
        "rebootDue": {
         "type": "RebootDue",
         "id": 18
        },
        "hostReturned": {
         "type": "HostReturned",
         "id": 19
        }
       }
      },
      "ClaimPlayer": {
       "oneofs": {
        "kind": {
         "oneof": [
          "newRun",
          "continueRun",
          "takeOverRun"
         ]
        }
       },
       "fields": {
        "playerName": {
         "type": "string",
         "id": 1
        },
        "testName": {
         "type": "string",
         "id": 2
        },
        "newRun": {
         "type": "NewRun",
         "id": 3
        },
        "continueRun": {
         "type": "ContinueRun",
         "id": 4
        },
        "takeOverRun": {
         "type": "TakeOverRun",
         "id": 5
        }
       }
      },
      "NewRun": {
       "fields": {}
      },
      "ContinueRun": {
       "fields": {
        "heardCount": {
         "type": "uint64",
         "id": 1
        }
       }
      },
      "TakeOverRun": {
       "fields": {}
      },
      "PlayerClaimed": {
       "fields": {
        "takenCount": {
         "type": "uint64",
         "id": 1
        },
        "openTrial": {
         "type": "OpenTrial",
         "id": 2
        }
       }
      },
      "OpenTrial": {
       "fields": {
        "trial": {
         "type": "TrialRef",
         "id": 1
        },
        "lastPhase": {
         "type": "Phase",
         "id": 2
        },
        "resetOwed": {
         "type": "bool",
         "id": 3
        }
       }
      },
      "LoadTrial": {
       "fields": {
        "trial": {
         "type": "TrialRef",
         "id": 1
        },
        "policies": {
         "type": "Policies",
         "id": 2
        },
        "phases": {
         "rule": "repeated",
         "type": "PhaseSteps",
         "id": 3
        },
        "commit": {
         "type": "LoadCommit",
         "id": 4
        },
        "secrets": {
         "rule": "repeated",
         "type": "Secret",
         "id": 5
        },
        "state": {
         "type": "StateLooks",
         "id": 6
        }
       }
      },
      "StateLooks": {
       "fields": {
        "looks": {
         "rule": "repeated",
         "type": "StateLook",
         "id": 1
        }
       }
      },
      "StateLook": {
       "fields": {
        "name": {
         "type": "string",
         "id": 1
        },
        "command": {
         "type": "string",
         "id": 2
        }
       }
      },
      "Secret": {
       "fields": {
        "name": {
         "type": "string",
         "id": 1
        },
        "value": {
         "type": "string",
         "id": 2
        }
       }
      },
      "PhaseSteps": {
       "fields": {
        "phase": {
         "type": "Phase",
         "id": 1
        },
        "steps": {
         "rule": "repeated",
         "type": "Step",
         "id": 2
        }
       }
      },
      "LoadCommit": {
       "fields": {
        "stepCount": {
         "type": "uint32",
         "id": 1
        }
       }
      },
      "TrialLoaded": {
       "fields": {
        "trial": {
         "type": "TrialRef",
         "id": 1
        }
       }
      },
      "ArmPhase": {
       "fields": {
        "phase": {
         "type": "Phase",
         "id": 1
        }
       }
      },
      "PhaseArmed": {
       "fields": {
        "phase": {
         "type": "Phase",
         "id": 1
        }
       }
      },
      "StartPhase": {
       "oneofs": {
        "_startMonotonicNs": {
         "oneof": [
          "startMonotonicNs"
         ]
        },
        "_latestMonotonicNs": {
         "oneof": [
          "latestMonotonicNs"
         ]
        }
       },
       "fields": {
        "phase": {
         "type": "Phase",
         "id": 1
        },
        "startMonotonicNs": {
         "type": "uint64",
         "id": 2,
         "options": {
          "proto3_optional": true
         }
        },
        "latestMonotonicNs": {
         "type": "uint64",
         "id": 3,
         "options": {
          "proto3_optional": true
         }
        },
        "maySpin": {
         "type": "bool",
         "id": 4
        }
       }
      },
      "PhaseStarted": {
       "fields": {
        "phase": {
         "type": "Phase",
         "id": 1
        },
        "monotonicNs": {
         "type": "uint64",
         "id": 2
        },
        "orderedMonotonicNs": {
         "type": "uint64",
         "id": 3
        }
       }
      },
      "PhaseNotStarted": {
       "fields": {
        "phase": {
         "type": "Phase",
         "id": 1
        },
        "reason": {
         "type": "string",
         "id": 2
        }
       }
      },
      "StepsDone": {
       "fields": {
        "phase": {
         "type": "Phase",
         "id": 1
        },
        "failedCount": {
         "type": "uint32",
         "id": 2
        }
       }
      },
      "EndPhase": {
       "fields": {
        "phase": {
         "type": "Phase",
         "id": 1
        }
       }
      },
      "PhaseFinished": {
       "fields": {
        "phase": {
         "type": "Phase",
         "id": 1
        },
        "failedCount": {
         "type": "uint32",
         "id": 2
        },
        "unknownCount": {
         "type": "uint32",
         "id": 3
        },
        "leftoverCount": {
         "type": "uint32",
         "id": 4
        }
       }
      },
      "ResultsAcknowledged": {
       "fields": {
        "phase": {
         "type": "Phase",
         "id": 1
        }
       }
      },
      "StopTrial": {
       "fields": {
        "reason": {
         "type": "string",
         "id": 1
        }
       }
      },
      "TrialStopped": {
       "fields": {}
      },
      "CloseTrial": {
       "fields": {
        "waiveReset": {
         "type": "bool",
         "id": 1
        }
       }
      },
      "TrialClosed": {
       "fields": {
        "reset": {
         "type": "ResetState",
         "id": 1
        }
       }
      },
      "Heartbeat": {
       "fields": {
        "sequence": {
         "type": "uint64",
         "id": 1
        },
        "heardCount": {
         "type": "uint64",
         "id": 2
        }
       }
      },
      "HeartbeatReply": {
       "fields": {
        "sequence": {
         "type": "uint64",
         "id": 1
        },
        "monotonicNs": {
         "type": "uint64",
         "id": 2
        },
        "wallTime": {
         "type": "google.protobuf.Timestamp",
         "id": 3
        },
        "phase": {
         "type": "Phase",
         "id": 4
        },
        "stepIndex": {
         "type": "uint32",
         "id": 5
        },
        "runningCount": {
         "type": "uint32",
         "id": 6
        },
        "pendingBytes": {
         "type": "uint64",
         "id": 7
        },
        "takenCount": {
         "type": "uint64",
         "id": 8
        }
       }
      },
      "ReadClock": {
       "fields": {
        "sequence": {
         "type": "uint64",
         "id": 1
        }
       }
      },
      "ClockReading": {
       "fields": {
        "sequence": {
         "type": "uint64",
         "id": 1
        },
        "monotonicNs": {
         "type": "uint64",
         "id": 2
        },
        "wallTime": {
         "type": "google.protobuf.Timestamp",
         "id": 3
        }
       }
      },
      "ReleasePlayer": {
       "fields": {}
      },
      "PlayerReleased": {
       "fields": {}
      },
      "SyncReached": {
       "fields": {
        "phase": {
         "type": "Phase",
         "id": 1
        },
        "name": {
         "type": "string",
         "id": 2
        }
       }
      },
      "SettleSync": {
       "oneofs": {
        "_broken": {
         "oneof": [
          "broken"
         ]
        }
       },
       "fields": {
        "phase": {
         "type": "Phase",
         "id": 1
        },
        "name": {
         "type": "string",
         "id": 2
        },
        "broken": {
         "type": "string",
         "id": 3,
         "options": {
          "proto3_optional": true
         }
        }
       }
      },
      "RebootDue": {
       "fields": {
        "phase": {
         "type": "Phase",
         "id": 1
        },
        "stepIndex": {
         "type": "uint32",
         "id": 2
        }
       }
      },
      "PermitReboot": {
       "fields": {
        "phase": {
         "type": "Phase",
         "id": 1
        },
        "stepIndex": {
         "type": "uint32",
         "id": 2
        },
        "heardCount": {
         "type": "uint64",
         "id": 3
        }
       }
      },
      "HostReturned": {
       "fields": {
        "phase": {
         "type": "Phase",
         "id": 1
        },
        "stepIndex": {
         "type": "uint32",
         "id": 2
        },
        "took": {
         "type": "google.protobuf.Duration",
         "id": 3
        }
       }
      },
      "ResumeTrial": {
       "fields": {
        "secrets": {
         "rule": "repeated",
         "type": "Secret",
         "id": 1
        },
        "more": {
         "type": "bool",
         "id": 2
        }
       }
      },
      "PlayerCondition": {
       "fields": {
        "holder": {
         "type": "Holder",
         "id": 1
        },
        "trial": {
         "type": "TrialRef",
         "id": 2
        },
        "phase": {
         "type": "Phase",
         "id": 3
        },
        "stepIndex": {
         "type": "uint32",
         "id": 4
        },
        "kept": {
         "rule": "repeated",
         "type": "KeptRun",
         "id": 5
        }
       }
      },
      "Holder": {
       "fields": {
        "runId": {
         "type": "string",
         "id": 1
        },
        "who": {
         "type": "string",
         "id": 2
        },
        "sinceTime": {
         "type": "google.protobuf.Timestamp",
         "id": 3
        },
        "epoch": {
         "type": "uint32",
         "id": 4
        },
        "silent": {
         "type": "google.protobuf.Duration",
         "id": 5
        },
        "lease": {
         "type": "google.protobuf.Duration",
         "id": 6
        }
       }
      },
      "KeptRun": {
       "fields": {
        "runId": {
         "type": "string",
         "id": 1
        },
        "loadedTime": {
         "type": "google.protobuf.Timestamp",
         "id": 2
        },
        "reset": {
         "type": "ResetState",
         "id": 3
        },
        "pendingBytes": {
         "type": "uint64",
         "id": 4
        },
        "isOwed": {
         "type": "bool",
         "id": 5
        }
       }
      },
      "ResetState": {
       "values": {
        "RESET_STATE_UNSPECIFIED": 0,
        "RESET_STATE_NOT_OWED": 1,
        "RESET_STATE_PAID": 2,
        "RESET_STATE_WAIVED": 3,
        "RESET_STATE_UNCONFIRMED": 4
       }
      },
      "RunRef": {
       "fields": {
        "runId": {
         "type": "string",
         "id": 1
        },
        "epoch": {
         "type": "uint32",
         "id": 2
        }
       }
      },
      "TrialRef": {
       "fields": {
        "caseName": {
         "type": "string",
         "id": 1
        },
        "trial": {
         "type": "uint32",
         "id": 2
        }
       }
      },
      "Phase": {
       "values": {
        "PHASE_UNSPECIFIED": 0,
        "PHASE_STARTUP": 1,
        "PHASE_RUN": 2,
        "PHASE_COLLECT": 3,
        "PHASE_RESET": 4
       }
      },
      "Step": {
       "oneofs": {
        "kind": {
         "oneof": [
          "plain",
          "spawn",
          "timeout",
          "fetch",
          "ready",
          "put",
          "putBack",
          "sync",
          "reboot"
         ]
        }
       },
       "fields": {
        "index": {
         "type": "uint32",
         "id": 1
        },
        "key": {
         "type": "string",
         "id": 2
        },
        "file": {
         "type": "string",
         "id": 3
        },
        "line": {
         "type": "uint32",
         "id": 4
        },
        "mayFail": {
         "type": "bool",
         "id": 5
        },
        "retries": {
         "type": "uint32",
         "id": 20
        },
        "plain": {
         "type": "PlainStep",
         "id": 6
        },
        "spawn": {
         "type": "SpawnStep",
         "id": 7
        },
        "timeout": {
         "type": "TimeoutStep",
         "id": 8
        },
        "fetch": {
         "type": "FetchStep",
         "id": 9
        },
        "ready": {
         "type": "ReadyStep",
         "id": 10
        },
        "put": {
         "type": "PutStep",
         "id": 11
        },
        "putBack": {
         "type": "PutBackStep",
         "id": 12
        },
        "sync": {
         "type": "SyncStep",
         "id": 13
        },
        "reboot": {
         "type": "RebootStep",
         "id": 14
        }
       }
      },
      "PlainStep": {
       "fields": {
        "command": {
         "type": "string",
         "id": 1
        }
       }
      },
      "SpawnStep": {
       "fields": {
        "command": {
         "type": "string",
         "id": 1
        }
       }
      },
      "TimeoutStep": {
       "fields": {
        "command": {
         "type": "string",
         "id": 1
        },
        "limit": {
         "type": "google.protobuf.Duration",
         "id": 2
        }
       }
      },
      "FetchStep": {
       "oneofs": {
        "_maxBytes": {
         "oneof": [
          "maxBytes"
         ]
        }
       },
       "fields": {
        "pattern": {
         "type": "string",
         "id": 1
        },
        "required": {
         "type": "bool",
         "id": 2
        },
        "maxBytes": {
         "type": "uint64",
         "id": 3,
         "options": {
          "proto3_optional": true
         }
        }
       }
      },
      "ReadyStep": {
       "oneofs": {
        "condition": {
         "oneof": [
          "tcp",
          "udp",
          "log",
          "run",
          "file"
         ]
        }
       },
       "fields": {
        "limit": {
         "type": "google.protobuf.Duration",
         "id": 1
        },
        "tcp": {
         "type": "TcpCondition",
         "id": 2
        },
        "udp": {
         "type": "UdpCondition",
         "id": 3
        },
        "log": {
         "type": "LogCondition",
         "id": 4
        },
        "run": {
         "type": "RunCondition",
         "id": 5
        },
        "file": {
         "type": "FileCondition",
         "id": 6
        }
       }
      },
      "TcpCondition": {
       "fields": {
        "host": {
         "type": "string",
         "id": 1
        },
        "port": {
         "type": "uint32",
         "id": 2
        }
       }
      },
      "UdpCondition": {
       "oneofs": {
        "_address": {
         "oneof": [
          "address"
         ]
        }
       },
       "fields": {
        "address": {
         "type": "string",
         "id": 1,
         "options": {
          "proto3_optional": true
         }
        },
        "port": {
         "type": "uint32",
         "id": 2
        }
       }
      },
      "LogCondition": {
       "fields": {
        "spawn": {
         "type": "string",
         "id": 1
        },
        "spawnIndex": {
         "type": "uint32",
         "id": 2
        },
        "pattern": {
         "type": "string",
         "id": 3
        },
        "flags": {
         "type": "string",
         "id": 4
        }
       }
      },
      "RunCondition": {
       "fields": {
        "command": {
         "type": "string",
         "id": 1
        }
       }
      },
      "FileCondition": {
       "fields": {
        "path": {
         "type": "string",
         "id": 1
        },
        "notEmpty": {
         "type": "bool",
         "id": 2
        }
       }
      },
      "Policies": {
       "fields": {
        "lease": {
         "type": "google.protobuf.Duration",
         "id": 1
        },
        "heartbeat": {
         "type": "google.protobuf.Duration",
         "id": 2
        },
        "stepTimeout": {
         "type": "google.protobuf.Duration",
         "id": 3
        },
        "killGrace": {
         "type": "google.protobuf.Duration",
         "id": 4
        },
        "maxOutputBytes": {
         "type": "uint64",
         "id": 5
        },
        "stopSignal": {
         "type": "string",
         "id": 6
        },
        "capture": {
         "type": "CaptureMode",
         "id": 7
        },
        "onDisconnect": {
         "type": "DisconnectPolicy",
         "id": 8
        },
        "onFailure": {
         "type": "FailurePolicy",
         "id": 9
        },
        "live": {
         "type": "bool",
         "id": 10
        }
       }
      },
      "CaptureMode": {
       "values": {
        "CAPTURE_MODE_UNSPECIFIED": 0,
        "CAPTURE_MODE_FILE": 1,
        "CAPTURE_MODE_PIPE": 2
       }
      },
      "DisconnectPolicy": {
       "values": {
        "DISCONNECT_POLICY_UNSPECIFIED": 0,
        "DISCONNECT_POLICY_RESET": 1,
        "DISCONNECT_POLICY_FINISH": 2
       }
      },
      "FailurePolicy": {
       "values": {
        "FAILURE_POLICY_UNSPECIFIED": 0,
        "FAILURE_POLICY_CONTINUE": 1,
        "FAILURE_POLICY_STOP": 2
       }
      },
      "PutStep": {
       "fields": {
        "source": {
         "type": "string",
         "id": 1
        },
        "target": {
         "type": "string",
         "id": 2
        },
        "keep": {
         "type": "bool",
         "id": 3
        },
        "items": {
         "rule": "repeated",
         "type": "PutItem",
         "id": 4
        }
       }
      },
      "PutItem": {
       "oneofs": {
        "kind": {
         "oneof": [
          "folder",
          "file"
         ]
        }
       },
       "fields": {
        "path": {
         "type": "string",
         "id": 1
        },
        "mode": {
         "type": "uint32",
         "id": 2
        },
        "folder": {
         "type": "PutFolder",
         "id": 3
        },
        "file": {
         "type": "PutFile",
         "id": 4
        }
       }
      },
      "PutFolder": {
       "fields": {}
      },
      "PutFile": {
       "fields": {
        "size": {
         "type": "uint64",
         "id": 1
        },
        "sha256": {
         "type": "bytes",
         "id": 2
        }
       }
      },
      "PutBackStep": {
       "fields": {
        "items": {
         "type": "uint32",
         "id": 1
        }
       }
      },
      "SyncStep": {
       "fields": {
        "name": {
         "type": "string",
         "id": 1
        },
        "limit": {
         "type": "google.protobuf.Duration",
         "id": 2
        }
       }
      },
      "RebootStep": {
       "fields": {
        "limit": {
         "type": "google.protobuf.Duration",
         "id": 1
        }
       }
      },
      "Greeting": {
       "fields": {
        "protocolMajor": {
         "type": "uint32",
         "id": 1
        },
        "protocolMinor": {
         "type": "uint32",
         "id": 2
        },
        "features": {
         "rule": "repeated",
         "type": "string",
         "id": 3
        },
        "softwareVersion": {
         "type": "string",
         "id": 4
        },
        "name": {
         "type": "string",
         "id": 5
        },
        "nonce": {
         "type": "bytes",
         "id": 6
        },
        "authMethod": {
         "type": "AuthMethod",
         "id": 7
        },
        "proof": {
         "type": "bytes",
         "id": 8
        }
       }
      },
      "Introduction": {
       "fields": {
        "protocolMajor": {
         "type": "uint32",
         "id": 1
        },
        "protocolMinor": {
         "type": "uint32",
         "id": 2
        },
        "features": {
         "rule": "repeated",
         "type": "string",
         "id": 3
        },
        "softwareVersion": {
         "type": "string",
         "id": 4
        },
        "name": {
         "type": "string",
         "id": 5
        }
       }
      },
      "AuthMethod": {
       "values": {
        "AUTH_METHOD_UNSPECIFIED": 0,
        "AUTH_METHOD_NONE": 1,
        "AUTH_METHOD_TOKEN": 2,
        "AUTH_METHOD_MUTUAL_TLS": 3
       }
      },
      "Proof": {
       "fields": {
        "proof": {
         "type": "bytes",
         "id": 1
        }
       }
      },
      "Welcome": {
       "fields": {
        "facts": {
         "type": "HostFacts",
         "id": 1
        },
        "condition": {
         "type": "PlayerCondition",
         "id": 2
        }
       }
      },
      "Refused": {
       "fields": {
        "reason": {
         "type": "RefusalReason",
         "id": 1
        },
        "message": {
         "type": "string",
         "id": 2
        },
        "holder": {
         "type": "Holder",
         "id": 3
        }
       }
      },
      "RefusalReason": {
       "values": {
        "REFUSAL_REASON_UNSPECIFIED": 0,
        "REFUSAL_REASON_IDENTITY": 1,
        "REFUSAL_REASON_VERSION": 2,
        "REFUSAL_REASON_BUSY": 3,
        "REFUSAL_REASON_FENCED": 4,
        "REFUSAL_REASON_PROTOCOL": 5
       }
      },
      "HostFacts": {
       "fields": {
        "hostname": {
         "type": "string",
         "id": 1
        },
        "system": {
         "type": "string",
         "id": 2
        },
        "kernel": {
         "type": "string",
         "id": 3
        },
        "architecture": {
         "type": "string",
         "id": 4
        },
        "cpuModel": {
         "type": "string",
         "id": 5
        },
        "cpuCount": {
         "type": "uint32",
         "id": 6
        },
        "memoryBytes": {
         "type": "uint64",
         "id": 7
        },
        "interfaces": {
         "rule": "repeated",
         "type": "NetworkInterface",
         "id": 8
        },
        "user": {
         "type": "string",
         "id": 9
        },
        "version": {
         "type": "string",
         "id": 10
        },
        "nodeVersion": {
         "type": "string",
         "id": 11
        },
        "containment": {
         "type": "ContainmentLevel",
         "id": 12
        },
        "bootId": {
         "type": "string",
         "id": 13
        }
       }
      },
      "NetworkInterface": {
       "fields": {
        "name": {
         "type": "string",
         "id": 1
        },
        "mac": {
         "type": "string",
         "id": 2
        },
        "addresses": {
         "rule": "repeated",
         "type": "string",
         "id": 3
        },
        "settings": {
         "rule": "repeated",
         "type": "string",
         "id": 4
        }
       }
      },
      "ContainmentLevel": {
       "values": {
        "CONTAINMENT_LEVEL_UNSPECIFIED": 0,
        "CONTAINMENT_LEVEL_CGROUP": 1,
        "CONTAINMENT_LEVEL_REAPER": 2,
        "CONTAINMENT_LEVEL_SWEEP": 3
       }
      },
      "ResultsService": {
       "methods": {
        "Collect": {
         "requestType": "CollectRequest",
         "requestStream": true,
         "responseType": "CollectResponse",
         "responseStream": true
        }
       }
      },
      "CollectRequest": {
       "oneofs": {
        "kind": {
         "oneof": [
          "greeting",
          "proof",
          "follow",
          "acknowledge"
         ]
        }
       },
       "fields": {
        "greeting": {
         "type": "Greeting",
         "id": 1
        },
        "proof": {
         "type": "Proof",
         "id": 2
        },
        "follow": {
         "type": "Follow",
         "id": 3
        },
        "acknowledge": {
         "type": "Acknowledge",
         "id": 4
        }
       }
      },
      "CollectResponse": {
       "oneofs": {
        "kind": {
         "oneof": [
          "greeting",
          "welcome",
          "refused",
          "chunk",
          "sourceEnd",
          "trialEnd",
          "wholeFiles",
          "hole"
         ]
        }
       },
       "fields": {
        "greeting": {
         "type": "Greeting",
         "id": 1
        },
        "welcome": {
         "type": "Welcome",
         "id": 2
        },
        "refused": {
         "type": "Refused",
         "id": 3
        },
        "chunk": {
         "type": "Chunk",
         "id": 4
        },
        "sourceEnd": {
         "type": "SourceEnd",
         "id": 5
        },
        "trialEnd": {
         "type": "TrialEnd",
         "id": 6
        },
        "wholeFiles": {
         "type": "WholeFiles",
         "id": 7
        },
        "hole": {
         "type": "Hole",
         "id": 8
        }
       }
      },
      "Follow": {
       "fields": {
        "run": {
         "type": "RunRef",
         "id": 1
        },
        "trial": {
         "type": "TrialRef",
         "id": 2
        },
        "positions": {
         "rule": "repeated",
         "type": "Position",
         "id": 3
        },
        "more": {
         "type": "bool",
         "id": 4
        }
       }
      },
      "Source": {
       "oneofs": {
        "kind": {
         "oneof": [
          "journal",
          "output",
          "file"
         ]
        }
       },
       "fields": {
        "journal": {
         "type": "JournalSource",
         "id": 1
        },
        "output": {
         "type": "OutputSource",
         "id": 2
        },
        "file": {
         "type": "FileSource",
         "id": 3
        }
       }
      },
      "JournalSource": {
       "fields": {
        "segment": {
         "type": "uint32",
         "id": 1
        }
       }
      },
      "OutputSource": {
       "fields": {
        "step": {
         "type": "StepId",
         "id": 1
        },
        "channel": {
         "type": "OutputChannel",
         "id": 2
        },
        "generation": {
         "type": "uint32",
         "id": 3
        }
       }
      },
      "FileSource": {
       "fields": {
        "step": {
         "type": "StepId",
         "id": 1
        },
        "file": {
         "type": "uint32",
         "id": 2
        }
       }
      },
      "StepId": {
       "fields": {
        "phase": {
         "type": "Phase",
         "id": 1
        },
        "index": {
         "type": "uint32",
         "id": 2
        },
        "attempt": {
         "type": "uint32",
         "id": 3
        }
       }
      },
      "OutputChannel": {
       "values": {
        "OUTPUT_CHANNEL_UNSPECIFIED": 0,
        "OUTPUT_CHANNEL_STDOUT": 1,
        "OUTPUT_CHANNEL_STDERR": 2
       }
      },
      "Position": {
       "fields": {
        "source": {
         "type": "Source",
         "id": 1
        },
        "offset": {
         "type": "uint64",
         "id": 2
        }
       }
      },
      "Chunk": {
       "fields": {
        "source": {
         "type": "Source",
         "id": 1
        },
        "offset": {
         "type": "uint64",
         "id": 2
        },
        "data": {
         "type": "bytes",
         "id": 3
        }
       }
      },
      "SourceEnd": {
       "fields": {
        "source": {
         "type": "Source",
         "id": 1
        },
        "bytes": {
         "type": "uint64",
         "id": 2
        },
        "sha256": {
         "type": "bytes",
         "id": 3
        },
        "failure": {
         "type": "string",
         "id": 4
        },
        "remark": {
         "type": "string",
         "id": 5
        }
       }
      },
      "WholeFiles": {
       "fields": {
        "files": {
         "rule": "repeated",
         "type": "WholeFile",
         "id": 1
        }
       }
      },
      "WholeFile": {
       "fields": {
        "source": {
         "type": "FileSource",
         "id": 1
        },
        "data": {
         "type": "bytes",
         "id": 2
        },
        "sha256": {
         "type": "bytes",
         "id": 3
        }
       }
      },
      "Hole": {
       "fields": {
        "source": {
         "type": "FileSource",
         "id": 1
        },
        "offset": {
         "type": "uint64",
         "id": 2
        },
        "bytes": {
         "type": "uint64",
         "id": 3
        }
       }
      },
      "TrialEnd": {
       "fields": {}
      },
      "Acknowledge": {
       "fields": {
        "positions": {
         "rule": "repeated",
         "type": "Position",
         "id": 1
        },
        "complete": {
         "rule": "repeated",
         "type": "Source",
         "id": 2
        }
       }
      },
      "EnrollmentService": {
       "methods": {
        "Enroll": {
         "requestType": "EnrollRequest",
         "responseType": "EnrollResponse"
        }
       }
      },
      "EnrollRequest": {
       "fields": {
        "introduction": {
         "type": "Introduction",
         "id": 1
        },
        "proof": {
         "type": "bytes",
         "id": 2
        },
        "authorityCertificate": {
         "type": "string",
         "id": 3
        },
        "playerCertificate": {
         "type": "string",
         "id": 4
        },
        "callerUris": {
         "rule": "repeated",
         "type": "string",
         "id": 5
        }
       }
      },
      "EnrollResponse": {
       "oneofs": {
        "kind": {
         "oneof": [
          "enrolled",
          "refused"
         ]
        }
       },
       "fields": {
        "enrolled": {
         "type": "Enrolled",
         "id": 1
        },
        "refused": {
         "type": "Refused",
         "id": 2
        }
       }
      },
      "Enrolled": {
       "fields": {
        "facts": {
         "type": "HostFacts",
         "id": 1
        }
       }
      },
      "IdentityService": {
       "methods": {
        "Describe": {
         "requestType": "DescribeRequest",
         "responseType": "DescribeResponse"
        },
        "Renew": {
         "requestType": "RenewRequest",
         "responseType": "RenewResponse"
        },
        "SetCaller": {
         "requestType": "SetCallerRequest",
         "responseType": "SetCallerResponse"
        }
       }
      },
      "DescribeRequest": {
       "fields": {
        "introduction": {
         "type": "Introduction",
         "id": 1
        }
       }
      },
      "DescribeResponse": {
       "oneofs": {
        "kind": {
         "oneof": [
          "description",
          "refused"
         ]
        }
       },
       "fields": {
        "description": {
         "type": "Description",
         "id": 1
        },
        "refused": {
         "type": "Refused",
         "id": 2
        }
       }
      },
      "Description": {
       "fields": {
        "certificate": {
         "type": "string",
         "id": 1
        },
        "callers": {
         "rule": "repeated",
         "type": "KnownCaller",
         "id": 2
        },
        "facts": {
         "type": "HostFacts",
         "id": 3
        },
        "condition": {
         "type": "PlayerCondition",
         "id": 4
        },
        "wallTime": {
         "type": "google.protobuf.Timestamp",
         "id": 5
        }
       }
      },
      "KnownCaller": {
       "fields": {
        "uri": {
         "type": "string",
         "id": 1
        },
        "revokedTime": {
         "type": "google.protobuf.Timestamp",
         "id": 2
        },
        "revokedFingerprints": {
         "rule": "repeated",
         "type": "string",
         "id": 3
        }
       }
      },
      "RenewRequest": {
       "fields": {
        "introduction": {
         "type": "Introduction",
         "id": 1
        },
        "certificate": {
         "type": "string",
         "id": 2
        }
       }
      },
      "RenewResponse": {
       "oneofs": {
        "kind": {
         "oneof": [
          "renewed",
          "refused"
         ]
        }
       },
       "fields": {
        "renewed": {
         "type": "Renewed",
         "id": 1
        },
        "refused": {
         "type": "Refused",
         "id": 2
        }
       }
      },
      "Renewed": {
       "fields": {}
      },
      "SetCallerRequest": {
       "oneofs": {
        "kind": {
         "oneof": [
          "allow",
          "revoke"
         ]
        }
       },
       "fields": {
        "introduction": {
         "type": "Introduction",
         "id": 1
        },
        "uri": {
         "type": "string",
         "id": 2
        },
        "allow": {
         "type": "AllowCaller",
         "id": 3
        },
        "revoke": {
         "type": "RevokeCaller",
         "id": 4
        }
       }
      },
      "AllowCaller": {
       "fields": {}
      },
      "RevokeCaller": {
       "fields": {
        "fingerprint": {
         "type": "string",
         "id": 1
        }
       }
      },
      "SetCallerResponse": {
       "oneofs": {
        "kind": {
         "oneof": [
          "callerSet",
          "refused"
         ]
        }
       },
       "fields": {
        "callerSet": {
         "type": "CallerSet",
         "id": 1
        },
        "refused": {
         "type": "Refused",
         "id": 2
        }
       }
      },
      "CallerSet": {
       "fields": {}
      },
      "FilesService": {
       "methods": {
        "Deliver": {
         "requestType": "DeliverRequest",
         "requestStream": true,
         "responseType": "DeliverResponse",
         "responseStream": true
        }
       }
      },
      "DeliverRequest": {
       "oneofs": {
        "kind": {
         "oneof": [
          "greeting",
          "proof",
          "offerFiles",
          "filePiece"
         ]
        }
       },
       "fields": {
        "greeting": {
         "type": "Greeting",
         "id": 1
        },
        "proof": {
         "type": "Proof",
         "id": 2
        },
        "offerFiles": {
         "type": "OfferFiles",
         "id": 3
        },
        "filePiece": {
         "type": "FilePiece",
         "id": 4
        }
       }
      },
      "DeliverResponse": {
       "oneofs": {
        "kind": {
         "oneof": [
          "greeting",
          "welcome",
          "refused",
          "filesLacking",
          "deliveryFailed",
          "filesHeld"
         ]
        }
       },
       "fields": {
        "greeting": {
         "type": "Greeting",
         "id": 1
        },
        "welcome": {
         "type": "Welcome",
         "id": 2
        },
        "refused": {
         "type": "Refused",
         "id": 3
        },
        "filesLacking": {
         "type": "FilesLacking",
         "id": 4
        },
        "deliveryFailed": {
         "type": "DeliveryFailed",
         "id": 5
        },
        "filesHeld": {
         "type": "FilesHeld",
         "id": 6
        }
       }
      },
      "OfferFiles": {
       "fields": {
        "run": {
         "type": "RunRef",
         "id": 1
        },
        "files": {
         "rule": "repeated",
         "type": "OfferedFile",
         "id": 2
        }
       }
      },
      "OfferedFile": {
       "fields": {
        "sha256": {
         "type": "bytes",
         "id": 1
        },
        "size": {
         "type": "uint64",
         "id": 2
        }
       }
      },
      "FilesLacking": {
       "fields": {
        "files": {
         "rule": "repeated",
         "type": "LackingFile",
         "id": 1
        }
       }
      },
      "LackingFile": {
       "fields": {
        "sha256": {
         "type": "bytes",
         "id": 1
        },
        "offset": {
         "type": "uint64",
         "id": 2
        }
       }
      },
      "FilePiece": {
       "fields": {
        "sha256": {
         "type": "bytes",
         "id": 1
        },
        "offset": {
         "type": "uint64",
         "id": 2
        },
        "data": {
         "type": "bytes",
         "id": 3
        }
       }
      },
      "DeliveryFailed": {
       "fields": {
        "reason": {
         "type": "string",
         "id": 1
        }
       }
      },
      "FilesHeld": {
       "fields": {}
      }
     }
    }
   }
  },
  "google": {
   "nested": {
    "protobuf": {
     "nested": {
      "Duration": {
       "fields": {
        "seconds": {
         "type": "int64",
         "id": 1
        },
        "nanos": {
         "type": "int32",
         "id": 2
        }
       }
      },
      "Timestamp": {
       "fields": {
        "seconds": {
         "type": "int64",
         "id": 1
        },
        "nanos": {
         "type": "int32",
         "id": 2
        }
       }
      }
     }
    }
   }
  }
 }
};

export const descriptor = json as Parameters<typeof fromJSON>[0];
