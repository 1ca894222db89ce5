// Result<T>: a value or a Failure, shaped like std::expected so that it can be replaced by it one day.
// Expected failures are values; surprises are exceptions caught once at a boundary. Any thread.
#pragma once

#include "pipeline/base/failure.hpp"

#include <stdexcept>
#include <utility>
#include <variant>

namespace docket {

template <class T> class [[nodiscard]] Result {
  public:
    Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
    Result(Failure failure) : held_(std::in_place_index<1>, std::move(failure)) {}

    bool has_value() const noexcept { return held_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    // Asking for the value of a failure is a programming error and throws std::logic_error.
    T& value() & { return check(), *std::get_if<0>(&held_); }
    const T& value() const& { return check(), *std::get_if<0>(&held_); }
    T&& value() && { return check(), std::move(*std::get_if<0>(&held_)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Failure& error() const {
        if (has_value()) throw std::logic_error("error() of a Result that holds a value");
        return *std::get_if<1>(&held_);
    }
    template <class U> T value_or(U&& other) const {
        return has_value() ? value() : static_cast<T>(std::forward<U>(other));
    }

  private:
    void check() const {
        if (!has_value()) throw std::logic_error("value() of a failed Result: " + error().code);
    }
    std::variant<T, Failure> held_;
};

template <> class [[nodiscard]] Result<void> {
  public:
    Result() = default;
    Result(Failure failure) : failure_(std::move(failure)), failed_(true) {}
    bool has_value() const noexcept { return !failed_; }
    explicit operator bool() const noexcept { return has_value(); }
    const Failure& error() const {
        if (!failed_) throw std::logic_error("error() of a Result that holds a value");
        return failure_;
    }

  private:
    Failure failure_{};
    bool failed_ = false;
};

inline Failure fail(Kind kind, std::string code, std::string detail) {
    return Failure{kind, std::move(code), std::move(detail)};
}

// NOLINTBEGIN(bugprone-macro-parentheses): a declaration and an expression cannot stand in parentheses here.
// DOCKET_TRY(auto x, call()): x is the value, or the enclosing function returns the Failure.
#define DOCKET_JOIN_(a, b) a##b
#define DOCKET_JOIN(a, b) DOCKET_JOIN_(a, b)
#define DOCKET_TRY_(tmp, decl, expr)                                                                         \
    auto&& tmp = (expr);                                                                                     \
    if (!tmp) return tmp.error();                                                                            \
    decl = *std::move(tmp)
#define DOCKET_TRY(decl, expr) DOCKET_TRY_(DOCKET_JOIN(docket_try_, __COUNTER__), decl, expr)
// DOCKET_CHECK(call()): the enclosing function returns the Failure of a Result<void>.
#define DOCKET_CHECK_(tmp, expr)                                                                             \
    if (auto tmp = (expr); !tmp) return tmp.error()
#define DOCKET_CHECK(expr) DOCKET_CHECK_(DOCKET_JOIN(docket_checked_, __COUNTER__), expr)
// NOLINTEND(bugprone-macro-parentheses)

} // namespace docket
