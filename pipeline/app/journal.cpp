#include "pipeline/app/journal.hpp"

#include "pipeline/json/json.hpp"

namespace docket::app {

namespace {

// What only time, the disk or we can mend is an error; what somebody's letter or wish brought about is a
// warning.
std::string_view gravity(Kind kind) {
    return kind == Kind::internal || kind == Kind::unavailable || kind == Kind::corrupt ? "error" : "warning";
}

} // namespace

void Journal::trouble(std::string_view event, const Failure& why, std::string_view subject,
                      std::string_view kind) {
    json::Object line{
        {"at", china.text(clock_.now())}, {"level", gravity(why.kind)}, {"event", event}, {"code", why.code}};
    if (!kind.empty()) line.set("kind", kind);
    if (!subject.empty()) line.set("subject", subject);
    const auto text = json::dump(line);
    const std::lock_guard hold(mutex_);
    sink_(text);
}

} // namespace docket::app
