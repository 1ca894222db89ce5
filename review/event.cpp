#include "review/event.hpp"

namespace docket::review {

namespace {
// Each member is preceded by its length, so that no two different events can be written alike.
void add(std::string& out, std::string_view member) {
    out += std::to_string(member.size());
    out += ':';
    out += member;
}
} // namespace

Digest link(const Event& event) {
    std::string written = "docket.event.1";
    add(written, std::to_string(event.n));
    add(written, std::to_string(event.seq));
    add(written, event.subject);
    add(written, event.act);
    add(written, event.actor);
    add(written, std::to_string(to_ms(event.at)));
    add(written, event.from);
    add(written, event.to);
    add(written, event.basis);
    add(written, event.text);
    add(written, event.detail);
    add(written, event.previous.hex());
    return sha256(written);
}

} // namespace docket::review
