#include "pipeline/store/postgres_connection.hpp"

#include "pipeline/base/assert.hpp"
#include "pipeline/store/translate.hpp"

#include <array>
#include <charconv>

namespace docket::store {

namespace {
// The lock is the turn to write, "dckt"; both statements go in one message.
constexpr const char* begin_to_write =
    "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(1684235124)";
constexpr const char* begin_to_read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

// What stands for a value on the wire, and a NULL for none.
class Bound {
  public:
    explicit Bound(const Row& args) : numbers_(args.size()) {
        texts_.reserve(args.size());
        for (std::size_t i = 0; i < args.size(); ++i) texts_.push_back(text_of(args[i], numbers_[i]));
    }
    const char* const* texts() const { return texts_.data(); }

  private:
    using Number = std::array<char, 32>; // the longest double has 24 characters
    static const char* text_of(const Cell& cell, Number& room) {
        if (const auto* text = std::get_if<std::string>(&cell)) return text->c_str();
        const auto written = [&](auto number) {
            *std::to_chars(room.data(), room.data() + room.size() - 1, number).ptr = '\0';
            return room.data();
        };
        if (const auto* number = std::get_if<std::int64_t>(&cell)) return written(*number);
        if (const auto* real = std::get_if<double>(&cell)) return written(*real);
        return nullptr;
    }
    std::vector<Number> numbers_;
    std::vector<const char*> texts_;
};

template <class T> Result<Cell> number_from(std::string_view text) {
    T number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        return misread("not a number: " + std::string(text));
    return Cell(number);
}

Result<Cell> cell_from(std::string_view text, const Cell& shape) {
    if (std::holds_alternative<std::int64_t>(shape)) return number_from<std::int64_t>(text);
    if (std::holds_alternative<double>(shape)) return number_from<double>(text);
    return Cell(std::string(text));
}

void keep_quiet(void*, const char*) {} // notices: what matters is an error
} // namespace

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const Options& options) {
    std::vector<const char*> keys, values;
    for (const auto& [key, value] : options) {
        keys.push_back(key.c_str());
        values.push_back(value.c_str());
    }
    keys.push_back(nullptr);
    values.push_back(nullptr);
    Handled connection(PQconnectdbParams(keys.data(), values.data(), 0));
    if (PQstatus(connection.get()) != CONNECTION_OK)
        return translate_postgres("", PQerrorMessage(connection.get()));
    PQsetNoticeProcessor(connection.get(), keep_quiet, nullptr);
    return std::unique_ptr<PostgresConnection>(new PostgresConnection(std::move(connection)));
}

Result<PostgresConnection::Answer> PostgresConnection::checked(PGresult* raw) {
    Answer answer(raw);
    const auto status = PQresultStatus(raw);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return answer;
    // Without a state it is libpq that complains: the connection broke.
    const char* state = PQresultErrorField(raw, PG_DIAG_SQLSTATE);
    return translate_postgres(state == nullptr ? "" : state, PQerrorMessage(connection_.get()));
}

Result<std::string> PostgresConnection::tell(const char* sql) {
    DOCKET_TRY(const auto answer, checked(PQexec(connection_.get(), sql)));
    return PQntuples(answer.get()) == 1 ? std::string(PQgetvalue(answer.get(), 0, 0)) : "";
}

Result<const std::string*> PostgresConnection::prepared(std::string_view sql) {
    if (const auto known = prepared_.find(sql); known != prepared_.end()) return &known->second;
    const std::string text(sql), name = "s" + std::to_string(prepared_.size());
    DOCKET_TRY(const auto answer,
               checked(PQprepare(connection_.get(), name.c_str(), text.c_str(), 0, nullptr)));
    return &prepared_.emplace(text, name).first->second;
}

Result<std::vector<Row>> PostgresConnection::execute(std::string_view sql, Row args, const Row& shape) {
    DOCKET_TRY(const auto* name, prepared(sql));
    const Bound bound(args);
    DOCKET_TRY(const auto answer,
               checked(PQexecPrepared(connection_.get(), name->c_str(), static_cast<int>(args.size()),
                                      bound.texts(), nullptr, nullptr, 0)));
    if (PQresultStatus(answer.get()) == PGRES_COMMAND_OK) return std::vector<Row>();
    DOCKET_ASSERT(shape.empty() || PQnfields(answer.get()) == static_cast<int>(shape.size()),
                  "a statement gives another number of columns than its reader takes");
    std::vector<Row> rows(static_cast<std::size_t>(PQntuples(answer.get())), Row(shape.size()));
    for (std::size_t r = 0; r < rows.size(); ++r)
        for (std::size_t c = 0; c < shape.size(); ++c) {
            const int row = static_cast<int>(r), column = static_cast<int>(c);
            if (PQgetisnull(answer.get(), row, column) != 0) continue;
            const std::string_view text(PQgetvalue(answer.get(), row, column),
                                        static_cast<std::size_t>(PQgetlength(answer.get(), row, column)));
            DOCKET_TRY(rows[r][c], cell_from(text, shape[c]));
        }
    return rows;
}

Result<void> PostgresConnection::begin(Mode mode) {
    DOCKET_CHECK(tell(mode == Mode::write ? begin_to_write : begin_to_read));
    return {};
}

// COMMIT of a transaction in which a statement failed answers with success and ROLLBACK.
Result<void> PostgresConnection::commit() {
    DOCKET_TRY(const auto answer, checked(PQexec(connection_.get(), "COMMIT")));
    if (std::string_view(PQcmdStatus(answer.get())) == "COMMIT") return {};
    return fail(Kind::internal, "store.fault", "the transaction was rolled back instead of committed");
}

Result<void> PostgresConnection::rollback() {
    DOCKET_CHECK(tell("ROLLBACK"));
    return {};
}

} // namespace docket::store
