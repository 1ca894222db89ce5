// JSON as a value of our own, so that core code can speak it without a library. Objects keep their order,
// which makes dump() deterministic: the same value always gives the same bytes, and so the same digest.
// Values are free of threads; parse and dump may be called from any thread.
#pragma once

#include "pipeline/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace docket::json {

class Value;
using Array = std::vector<Value>;
using Member = std::pair<std::string, Value>;

class Object {
  public:
    Object();
    Object(std::initializer_list<Member> members);
    Object& set(std::string key, Value value); // replaces in place, else appends
    const Value* find(std::string_view key) const;
    const std::vector<Member>& members() const { return members_; }
    bool empty() const;
    friend bool operator==(const Object&, const Object&);

  private:
    std::vector<Member> members_;
};

class Value {
  public:
    Value() = default; // null
    Value(std::nullptr_t) {}
    Value(bool b) : held_(b) {}
    Value(int n) : held_(static_cast<std::int64_t>(n)) {}
    Value(unsigned n) : held_(static_cast<std::int64_t>(n)) {}
    Value(std::int64_t n) : held_(n) {}
    Value(std::size_t n) : held_(static_cast<std::int64_t>(n)) {}
    Value(double x) : held_(x) {}
    Value(const char* text) : held_(std::string(text)) {}
    Value(std::string_view text) : held_(std::string(text)) {}
    Value(std::string text) : held_(std::move(text)) {}
    Value(Array array) : held_(std::move(array)) {}
    Value(Object object) : held_(std::move(object)) {}

    bool is_null() const { return std::holds_alternative<std::monostate>(held_); }
    const bool* boolean() const { return std::get_if<bool>(&held_); }
    const std::int64_t* integer() const { return std::get_if<std::int64_t>(&held_); }
    const double* real() const { return std::get_if<double>(&held_); } // only where written with . or e
    const std::string* string() const { return std::get_if<std::string>(&held_); }
    const Array* array() const { return std::get_if<Array>(&held_); }
    const Object* object() const { return std::get_if<Object>(&held_); }
    Object* object() { return std::get_if<Object>(&held_); }
    Array* array() { return std::get_if<Array>(&held_); }

    // Lenient readers: the other value where the member is absent or of another type.
    std::string text_at(std::string_view key, std::string_view otherwise = "") const;
    std::int64_t int_at(std::string_view key, std::int64_t otherwise = 0) const;
    double number_at(std::string_view key, double otherwise = 0) const;
    bool bool_at(std::string_view key, bool otherwise = false) const;
    std::vector<std::string>
    texts_at(std::string_view key) const;              // the texts of a list; what is none is left out
    const Array& array_at(std::string_view key) const; // empty where absent
    const Value& at(std::string_view key) const;       // null where absent

    friend bool operator==(const Value&, const Value&) = default;

  private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> held_;
};

inline Object::Object() = default;
inline bool Object::empty() const { return members_.empty(); }

// Refuses trailing text, invalid UTF-8, a member named twice and nesting beyond 64.
// Failure: invalid "json.malformed", with the reason.
Result<Value> parse(std::string_view text);

// UTF-8, no escapes but those JSON demands; indent 0 is one line, else that many spaces a level.
std::string dump(const Value& value, int indent = 0);

} // namespace docket::json
