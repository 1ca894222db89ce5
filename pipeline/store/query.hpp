// One use of a fixed SQL text: `Query(session, "SELECT n FROM t WHERE id = $1", id).rows<int>()`. Values are
// bound by value; a struct with Fields<> binds and reads its members in their order. Lives for one expression
// on the session's thread.
#pragma once

#include "pipeline/store/session.hpp"

#include <optional>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace docket::store {

// Fields<T>::of(t) is a std::tie of T's members in the order of the columns; given by whoever stores a T.
template <class T> struct Fields;
template <class... M> struct Fields<std::tuple<M...>> {
    template <class Tuple> static auto of(Tuple& tuple) {
        return std::apply([](auto&... member) { return std::tie(member...); }, tuple);
    }
};
template <class T>
concept Listed = requires(T& value) {
    Fields<T>::of(value);
};

template <class T> void append_cells(Row& row, const T& value) {
    if constexpr (Listed<T>)
        std::apply([&](const auto&... member) { (append_cells(row, member), ...); }, Fields<T>::of(value));
    else
        row.push_back(to_cell(value));
}
inline void append_cells(Row& row, const Row& cells) { row.insert(row.end(), cells.begin(), cells.end()); }
inline void append_cells(Row& row, const char* text) { row.push_back(to_cell(std::string_view(text))); }

template <class T> Row shape_of() {
    if constexpr (Listed<T>) {
        T sample{};
        return std::apply(
            [](const auto&... member) {
                return Row{Reader<std::remove_cvref_t<decltype(member)>>::shape()...};
            },
            Fields<T>::of(sample));
    } else
        return Row{Reader<T>::shape()};
}

template <class T> Result<T> read_row(Row&& row) {
    if constexpr (Listed<T>) {
        T value{};
        std::optional<Failure> failure;
        std::size_t i = 0;
        const auto take = [&](auto& member) {
            auto read = Reader<std::remove_cvref_t<decltype(member)>>::read(std::move(row[i++]));
            if (read)
                member = *std::move(read);
            else if (!failure)
                failure = read.error();
        };
        std::apply([&](auto&... member) { (take(member), ...); }, Fields<T>::of(value));
        if (failure) return *failure;
        return value;
    } else
        return Reader<T>::read(std::move(row.front()));
}

class Query {
  public:
    template <class... A> explicit Query(Session& session, std::string_view sql, const A&... args)
        : session_(session), sql_(sql) {
        (append_cells(args_, args), ...);
    }

    // For a statement that gives no rows.
    Result<void> run() {
        DOCKET_CHECK(session_.execute(sql_, std::move(args_), {}));
        return {};
    }

    template <class T> Result<std::vector<T>> rows() {
        DOCKET_TRY(auto raw, session_.execute(sql_, std::move(args_), shape_of<T>()));
        std::vector<T> values;
        values.reserve(raw.size());
        for (auto& row : raw) {
            DOCKET_TRY(auto value, read_row<T>(std::move(row)));
            values.push_back(std::move(value));
        }
        return values;
    }

    // For a key: no row or one.
    template <class T> Result<std::optional<T>> maybe() {
        DOCKET_TRY(auto values, rows<T>());
        if (values.size() > 1) return misread("several rows where one may be");
        if (values.empty()) return std::optional<T>();
        return std::optional<T>(std::move(values.front()));
    }

    // For what always gives one row: count(*), RETURNING of an upsert.
    template <class T> Result<T> one() {
        DOCKET_TRY(auto value, maybe<T>());
        if (!value) return misread("no row where one must be");
        return *std::move(value);
    }

  private:
    Session& session_;
    std::string_view sql_;
    Row args_;
};

} // namespace docket::store
