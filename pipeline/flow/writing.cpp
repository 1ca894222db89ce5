#include "pipeline/flow/writing.hpp"

namespace docket::flow {

Result<Digest> put_text(Blobs& blobs, std::string_view text) {
    return blobs.put(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

Result<std::string> get_text(Blobs& blobs, std::string_view digest_hex) {
    DOCKET_TRY(const auto digest, Digest::from_hex(digest_hex));
    DOCKET_TRY(const auto bytes, blobs.get(digest));
    return std::string(bytes.begin(), bytes.end());
}

Result<json::Value> get_json(Blobs& blobs, std::string_view digest_hex) {
    DOCKET_TRY(const auto text, get_text(blobs, digest_hex));
    return json::parse(text);
}

std::string subject_of(const Arrival& arrival) { return "arrival:" + std::to_string(arrival.id); }
std::string subject_of(const review::Case& c) { return "case:" + c.number; }

review::EventDraft event_now(const Tools& tools, std::string_view subject, std::string_view act,
                             std::string_view actor) {
    review::EventDraft event;
    event.subject = subject;
    event.act = act;
    event.actor = actor;
    event.at = tools.clock.now();
    return event;
}

Result<void> save_arrival(Transaction& tx, const Tools& tools, Arrival& arrival, std::string_view act,
                          std::string_view from, std::string_view actor, json::Object detail) {
    DOCKET_CHECK(tools.arrivals.save(tx, arrival));
    if (!arrival.code.empty()) detail.set("code", arrival.code);
    if (!arrival.reason.empty()) detail.set("reason", arrival.reason);
    auto event = event_now(tools, subject_of(arrival), act, actor);
    event.from = from;
    event.to = name(arrival.state);
    event.basis = arrival.due ? arrival.due->basis : "";
    event.text = arrival.original;
    event.detail = json::dump(std::move(detail));
    DOCKET_CHECK(tools.record.append(tx, event));
    return {};
}

} // namespace docket::flow
