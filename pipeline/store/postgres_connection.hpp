// One connection of libpq (https://www.postgresql.org/docs/15/libpq.html). Private to the files of
// PostgreSQL.
#pragma once

#include "pipeline/base/handle.hpp"
#include "pipeline/store/connection.hpp"
#include "pipeline/store/text_map.hpp"

#include <libpq-fe.h>

#include <map>
#include <string>

namespace docket::store {

class PostgresConnection final : public Connection {
  public:
    using Options = std::map<std::string, std::string>; // keyword of libpq and its value
    // Failure: unavailable "store.unavailable".
    static Result<std::unique_ptr<PostgresConnection>> open(const Options& options);

    Result<std::vector<Row>> execute(std::string_view sql, Row args, const Row& shape) override;
    Result<void> begin(Mode mode) override;
    Result<void> commit() override;
    Result<void> rollback() override;
    bool idle() const override { return PQtransactionStatus(connection_.get()) == PQTRANS_IDLE; }

    int server_version() const { return PQserverVersion(connection_.get()); } // 150018 is 15.18
    // One or more statements without values, in one message: the one cell of the last one's answer, if it has
    // one.
    Result<std::string> tell(const char* sql);

  private:
    using Handled = Handle<PGconn, PQfinish>;
    using Answer = Handle<PGresult, PQclear>;
    explicit PostgresConnection(Handled connection) : connection_(std::move(connection)) {}
    Result<Answer> checked(PGresult* raw);
    Result<const std::string*> prepared(std::string_view sql);

    Handled connection_;
    TextMap<std::string> prepared_; // by text, the name it is prepared under
};

} // namespace docket::store
