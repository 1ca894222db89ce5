#include "pipeline/http/access_log.hpp"

#include "pipeline/json/json.hpp"

namespace docket::http {

void AccessLog::write(const LogLine& line) {
    json::Object out{{"at", china.text(clock_.now())},
                     {"method", line.method},
                     {"route", line.route},
                     {"status", line.status},
                     {"ms", std::int64_t{line.took.count()}}};
    if (!line.person.empty()) out.set("person", line.person);
    if (!line.mark.empty()) out.set("mark", line.mark);
    if (!line.trouble.empty()) out.set("trouble", line.trouble);
    const auto text = json::dump(out);
    if (also_) also_(line);
    const std::lock_guard hold(mutex_);
    sink_(text);
}

} // namespace docket::http
