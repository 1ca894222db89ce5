// What a transaction is opened for. A value.
#pragma once

namespace docket::store {

// read: one snapshot for all that is read. write: the right to write is held from the start.
enum class Mode { read, write };

} // namespace docket::store
