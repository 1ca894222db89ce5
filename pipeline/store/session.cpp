#include "pipeline/store/session.hpp"

#include "pipeline/store/cell_handler.hpp"
#include "pipeline/store/dialect.hpp"
#include "pipeline/store/utf8.hpp"

#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>
#include <Poco/Exception.h>

#include <unordered_map>

namespace docket::store {

// The statement refers to the cells beside it, so a Prepared never moves.
struct Session::Prepared {
    explicit Prepared(Poco::Data::Session& connection) : statement(connection) {}
    Row args;
    std::vector<std::vector<Cell>> columns;
    Poco::Data::Statement statement; // last: gone before the cells it refers to
};

namespace {
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

std::vector<Row> turned_to_rows(std::vector<std::vector<Cell>>& columns) {
    std::vector<Row> rows(columns.empty() ? 0 : columns.front().size(), Row(columns.size()));
    for (std::size_t c = 0; c < columns.size(); ++c)
        for (std::size_t r = 0; r < rows.size(); ++r) rows[r][c] = std::move(columns[c][r]);
    return rows;
}

std::optional<Failure> unfit(const Row& args) {
    for (const auto& cell : args)
        if (const auto* text = std::get_if<std::string>(&cell); text != nullptr && !storable_text(*text))
            return fail(Kind::invalid, "store.text",
                        "a text holds a NUL or is not UTF-8; correct it before it is stored");
    return std::nullopt;
}
} // namespace

struct Session::State {
    const Dialect& dialect;
    Poco::Data::Session connection;
    std::unordered_map<std::string, std::unique_ptr<Prepared>, TextHash, std::equal_to<>> prepared;
};

Session::Session(const Dialect& dialect, Poco::Data::Session connection)
    : state_(new State{dialect, std::move(connection), {}}) {}
Session::~Session() = default;

const Dialect& Session::dialect() const { return state_->dialect; }
bool Session::idle() const { return state_->dialect.idle(state_->connection); }

Failure Session::remember(Failure failure) {
    if (!failure_) failure_ = failure;
    return failure;
}

Result<Session::Prepared*> Session::prepared(std::string_view sql, const Row& args, const Row& shape) {
    if (const auto known = state_->prepared.find(sql); known != state_->prepared.end())
        return known->second.get();
    auto made = std::make_unique<Prepared>(state_->connection);
    made->args = args;
    made->columns.resize(shape.size());
    made->statement << std::string(sql);
    for (auto& cell : made->args) made->statement.addBind(Poco::Data::Keywords::use(cell));
    for (std::size_t i = 0; i < shape.size(); ++i)
        made->statement.addExtract(new Poco::Data::Extraction<std::vector<Cell>>(made->columns[i], shape[i]));
    return state_->prepared.emplace(std::string(sql), std::move(made)).first->second.get();
}

Result<std::vector<Row>> Session::execute(std::string_view sql, Row args, const Row& shape) {
    if (auto failure = unfit(args)) return remember(std::move(*failure));
    try {
        DOCKET_TRY(auto* run, prepared(sql, args, shape));
        DOCKET_ASSERT(run->args.size() == args.size(), "a fixed text was given another number of values");
        std::move(args.begin(), args.end(), run->args.begin());
        for (auto& column : run->columns) column.clear();
        run->statement.execute();
        return turned_to_rows(run->columns);
    } catch (const Poco::Exception& surprise) {
        auto failure = state_->dialect.translate(state_->connection, surprise);
        state_->prepared.erase(std::string(sql)); // "Statement still executing" for ever after
        return remember(std::move(failure));
    } catch (...) {
        state_->prepared.erase(std::string(sql));
        remember(fail(Kind::internal, "store.fault", "a statement was broken off by an exception"));
        throw;
    }
}

Result<void> Session::guarded(const std::function<void(Poco::Data::Session&)>& act) {
    try {
        act(state_->connection);
        return {};
    } catch (const Poco::Exception& surprise) {
        return remember(state_->dialect.translate(state_->connection, surprise));
    }
}

Result<void> Session::begin(Mode mode) {
    return guarded([&](Poco::Data::Session& connection) { state_->dialect.begin(connection, mode); });
}
Result<void> Session::commit() {
    return guarded([&](Poco::Data::Session& connection) { state_->dialect.commit(connection); });
}
Result<void> Session::rollback() {
    return guarded([&](Poco::Data::Session& connection) { state_->dialect.rollback(connection); });
}

} // namespace docket::store
