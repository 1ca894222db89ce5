// What a transaction is opened for. A value.
#pragma once

namespace docket::store {

// read: one snapshot for all that is read. write: the turn to write is held from the start; one has it at a
// time, over all processes and hosts. statement: one statement that writes and is committed with its answer;
// it needs no turn where the engine has many writers, for it decides by nothing that was read before.
enum class Mode { read, write, statement };

} // namespace docket::store
