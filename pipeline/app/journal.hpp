// What a service says of itself while nobody looks on: one JSON line an event, beside those of the access
// log. It holds when, how grave, what, a code and the number of what it is about ("arrival:12"); never a
// name, a text, the name of a file or the sentence of a failure, which may hold any of them: that is seen
// with `docket jobs dead` and `docket doctor`, by who may see it. Any thread.
#pragma once

#include "pipeline/base/clock.hpp"

#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace docket::app {

class Journal {
  public:
    using Sink = std::function<void(const std::string& line)>; // without a newline; one call at a time
    // `clock` outlives it.
    Journal(const Clock& clock, Sink sink) : clock_(clock), sink_(std::move(sink)) {}

    // `event`: "job", "watch", "anchor"; `kind`: of the job, where it is one.
    void trouble(std::string_view event, const Failure& why, std::string_view subject = "",
                 std::string_view kind = "");

  private:
    const Clock& clock_;
    const Sink sink_;
    std::mutex mutex_;
};

} // namespace docket::app
