#include "pipeline/base/veil.hpp"

#include <utility>

namespace docket {

namespace {
thread_local const Veil* over_this_thread = nullptr;
} // namespace

Veil::Veil(Keys keys) : keys_(std::move(keys)), before_(std::exchange(over_this_thread, this)) {}
Veil::~Veil() { over_this_thread = before_; }

const Veil::Keys& Veil::now() {
    static const Keys none;
    return over_this_thread == nullptr ? none : over_this_thread->keys_;
}

} // namespace docket
