// How our values lie in columns: a Cell is what crosses to the engine, Column<T> says which Cell a T becomes
// and how it comes back. Integers are always 64 bits on the way and range-checked on arrival; instants are
// milliseconds, dates 'YYYY-MM-DD', digests hex, truth 0 or 1. Values; any thread.
#pragma once

#include "pipeline/base/assert.hpp"
#include "pipeline/base/clock.hpp"
#include "pipeline/base/digest.hpp"
#include "pipeline/json/json.hpp"

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace docket::store {

using Cell = std::variant<std::monostate, std::int64_t, double, std::string>; // monostate: NULL
using Row = std::vector<Cell>;

// corrupt "store.column": a column holds what its reader does not expect.
Failure misread(std::string_view what);

// Column<T>: Raw is the alternative of Cell it is stored as; to() and from() lead there and back.
template <class T> struct Column;

template <std::integral T> struct Column<T> {
    using Raw = std::int64_t;
    static Raw to(T value) { return static_cast<Raw>(value); }
    static Result<T> from(Raw raw) {
        if (!std::in_range<T>(raw)) return misread("a number outside its range: " + std::to_string(raw));
        return static_cast<T>(raw);
    }
};
template <> struct Column<bool> {
    using Raw = std::int64_t;
    static Raw to(bool value) { return value ? 1 : 0; }
    static Result<bool> from(Raw raw) {
        if (raw != 0 && raw != 1) return misread("neither 0 nor 1: " + std::to_string(raw));
        return raw == 1;
    }
};
template <> struct Column<double> {
    using Raw = double;
    static Raw to(double value) { return value; }
    static Result<double> from(Raw raw) { return raw; }
};
template <> struct Column<std::string> {
    using Raw = std::string;
    static Raw to(std::string_view value) { return Raw(value); }
    static Result<std::string> from(Raw raw) { return raw; }
};
template <> struct Column<std::string_view> : Column<std::string> {};
template <> struct Column<Instant> {
    using Raw = std::int64_t;
    static Raw to(Instant value) { return to_ms(value); }
    static Result<Instant> from(Raw raw) { return from_ms(raw); }
};
template <> struct Column<Date> {
    using Raw = std::string;
    static Raw to(Date value) {
        DOCKET_ASSERT(value.ok(), "a date that does not exist was to be stored");
        return iso(value);
    }
    static Result<Date> from(const Raw& raw) {
        auto date = parse_iso_date(raw);
        if (!date) return misread("not a date: " + raw);
        return date;
    }
};
template <> struct Column<Digest> {
    using Raw = std::string;
    static Raw to(const Digest& value) { return value.hex(); }
    static Result<Digest> from(const Raw& raw) {
        auto digest = Digest::from_hex(raw);
        if (!digest) return misread("not a digest: " + raw);
        return digest;
    }
};
// A list of texts that is never searched: a JSON array.
template <> struct Column<std::vector<std::string>> {
    using Raw = std::string;
    static Raw to(const std::vector<std::string>& value);
    static Result<std::vector<std::string>> from(const Raw& raw);
};
// An enumeration that is stored by name; a specialisation derives from this and says how to read it.
template <class E, auto Parse> struct NamedColumn {
    using Raw = std::string;
    static Raw to(E value) { return Raw(name(value)); }
    static Result<E> from(const Raw& raw) {
        auto value = Parse(raw);
        if (!value) return misread("not a known name: " + raw);
        return *value;
    }
};

// A Cell from a value, and back. Absent is NULL.
template <class T> Cell to_cell(const T& value) { return Cell(Column<T>::to(value)); }
template <class T> Cell to_cell(const std::optional<T>& value) { return value ? to_cell(*value) : Cell(); }

template <class T> struct Reader {
    static Cell shape() { return Cell(typename Column<T>::Raw{}); }
    static Result<T> read(Cell&& cell) {
        auto* raw = std::get_if<typename Column<T>::Raw>(&cell);
        if (raw == nullptr) return misread("NULL where a value must be");
        return Column<T>::from(std::move(*raw));
    }
};
template <class T> struct Reader<std::optional<T>> {
    static Cell shape() { return Reader<T>::shape(); }
    static Result<std::optional<T>> read(Cell&& cell) {
        if (std::holds_alternative<std::monostate>(cell)) return std::optional<T>();
        auto value = Reader<T>::read(std::move(cell));
        if (!value) return value.error();
        return std::optional<T>(std::move(*value));
    }
};

} // namespace docket::store
