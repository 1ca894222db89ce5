// PostgreSQL 13 or newer by way of libpq. Immutable; any thread.
#pragma once

#include "pipeline/store/dialect.hpp"

#include <memory>
#include <string>

namespace docket::store {

// `server`: a connection URI of libpq, postgresql://user@host/database?key=value
// (https://www.postgresql.org/docs/15/libpq-connect.html), several hosts for a fail-over among them. Failure:
// invalid "store.server" for what is no such URI or names a password: that belongs into a file (passfile=),
// which no list of processes and no log shows.
Result<std::unique_ptr<Dialect>> postgres_dialect(const std::string& server);

} // namespace docket::store
