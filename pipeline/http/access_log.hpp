// One JSON line a request: what was asked of which route, what became of it, how long it took, by whom. No
// path, no query, no name: the log holds no personal data but the id of the person. Any thread.
#pragma once

#include "pipeline/base/clock.hpp"

#include <functional>
#include <mutex>
#include <string>

namespace docket::http {

struct LogLine {
    std::string method;
    std::string route; // its name; "pages" for the files of the pages, "-" where none was found
    int status = 0;
    Millis took{};
    std::string person;
    std::string mark;
    std::string trouble; // what happened inside; empty when all went well
};

class AccessLog {
  public:
    using Sink = std::function<void(const std::string& line)>; // without a newline; one call at a time
    using Also = std::function<void(const LogLine&)>;          // told every line; several calls at a time
    AccessLog(const Clock& clock, Sink sink, Also also = {})
        : clock_(clock), sink_(std::move(sink)), also_(std::move(also)) {}
    void write(const LogLine& line);

  private:
    const Clock& clock_;
    Sink sink_;
    Also also_;
    std::mutex mutex_;
};

} // namespace docket::http
